"""Pictures for the tests: good ones and hostile ones. PNG is made here; what else is needed is written by libvips."""

import ctypes
import functools
import struct
import zlib


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, seed=0):
    """Stripes; another seed is another file."""
    row = b"\0" + b"".join(bytes(((x * 7 + seed) % 256, x * 255 // width, (x + seed) % 256)) for x in range(width))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(row * height)) + _chunk(b"IEND", b"")


def bomb(side=30_000):
    """A small file of very many pixels, all of them there."""
    packer, rows = zlib.compressobj(9), (b"\0" + bytes(side * 3)) * (side // 100)
    begin, repeated = (packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = begin + repeated * 99 + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


@functools.cache
def _vips():
    library = ctypes.CDLL("libvips.so.42")
    assert library.vips_init(b"tests") == 0
    library.vips_image_new_from_buffer.restype = ctypes.c_void_p
    library.vips_error_buffer.restype = ctypes.c_char_p
    return library


def _read(data):
    image = _vips().vips_image_new_from_buffer(data, ctypes.c_size_t(len(data)), b"", None)
    assert image, _vips().vips_error_buffer()
    return ctypes.c_void_p(image)


@functools.cache
def as_kind(data, ending, orientation=0):
    """The picture in another format (".jpg"), with an orientation and an author in its metadata, if asked for."""
    image = _read(data)
    if orientation:
        copy = ctypes.c_void_p()
        assert _vips().vips_copy(image, ctypes.byref(copy), None) == 0
        _vips().vips_image_set_int(copy, b"orientation", orientation)
        _vips().vips_image_set_string(copy, b"exif-ifd0-Artist", b"Secret Author (Secret Author, ASCII, 14 components, 14 bytes)")
        image = copy
    buffer, size = ctypes.c_void_p(), ctypes.c_size_t()
    written = _vips().vips_image_write_to_buffer(image, ending.encode(), ctypes.byref(buffer), ctypes.byref(size), None)
    assert written == 0, _vips().vips_error_buffer()
    return ctypes.string_at(buffer, size.value)


def size_of(data):
    image = _read(data)
    return _vips().vips_image_get_width(image), _vips().vips_image_get_height(image)
