"""Pictures of turned things before a wall, drawn here for the demonstration shop: PNG, without a library."""

import math
import struct
import zlib

WIDTH, HEIGHT, FLOOR = 900, 900, 640  # the floor begins there
# What a thing is like, from its top to its foot: (height, radius)..., in parts of its whole height.
BOWL = [(0, .95), (.35, .86), (.65, .66), (.85, .42), (.9, .36), (1, .38)]
TEAPOT = [(0, .05), (.05, .1), (.1, .05), (.12, .24), (.18, .3), (.4, .58), (.65, .62), (.85, .46), (1, .34)]
CANDLE = [(0, .004), (.12, .004), (.13, .1), (.16, .125), (1, .13)]
POT = [(0, .3), (.03, .32), (.06, .26), (.3, .24), (.6, .36), (.9, .44), (1, .42)]
BOTTLE = [(0, .13), (.16, .13), (.17, .1), (.26, .1), (.34, .26), (.4, .3), (.97, .3), (1, .27)]


def slopes(profile):
    """Of a smooth curve through the points, which never goes beyond one of them."""
    steps = [(right - left) / (below - above) for (above, left), (below, right) in zip(profile, profile[1:])]
    inner = [min(one, other, key=abs) if one * other > 0 else 0 for one, other in zip(steps, steps[1:])]
    return [steps[0], *inner, steps[-1]]


def radius_at(profile, height):
    for place, ((above, first), (below, last)) in enumerate(zip(profile, profile[1:])):
        if height <= below:
            begin, end = slopes(profile)[place:place + 2]
            size = below - above
            t = (height - above) / size
            return (first * (1 + 2 * t) * (1 - t) ** 2 + begin * size * t * (1 - t) ** 2
                    + last * t * t * (3 - 2 * t) + end * size * t * t * (t - 1))
    return 0


def shades(colour, wide):
    """The pixels of one line of a round thing: lit from the left, with a gleam, dark at its right edge."""
    line = bytearray()
    for x in range(-wide, wide + 1):
        place = x / (wide + .5)
        facing = math.cos(math.asin(place) + .75)
        light, gleam = .3 + .75 * max(facing, 0), 90 * max(facing, 0) ** 24
        line += bytes(min(255, int(channel * light + gleam)) for channel in colour)
    return line


def draw(things, wall, zoom=1):
    """things: (profile, colour, centre, foot, height) in pixels, those behind first. zoom: how many times larger, for a detail."""
    lines = []
    for y in range(HEIGHT):
        far = y / HEIGHT if y < FLOOR else 1.25 - (y - FLOOR) / HEIGHT
        lines.append(bytearray(bytes(min(255, int(channel * (.8 + .25 * far))) for channel in wall) * WIDTH))
    for _, _, centre, foot, height in things:
        darken(lines, centre, foot, height)
    for profile, colour, centre, foot, height in things:
        for y in range(max(0, foot - height), min(HEIGHT, foot)):
            wide = round(radius_at(profile, (y - foot + height) / height) * height)
            begin, line = centre - wide, shades(colour, wide)
            lines[y][max(begin, 0) * 3:(begin + 2 * wide + 1) * 3] = line[max(-begin, 0) * 3:]
    if zoom > 1:
        lines = [enlarged(lines[int(FLOOR - (FLOOR - y) / zoom) - 60], zoom) for y in range(HEIGHT)]
    return png(lines)


def darken(lines, centre, foot, height):
    """The shadow on the floor, to the right of a thing."""
    for y in range(max(foot - height // 14, 0), min(foot + height // 14, HEIGHT)):
        half = int(height * .62 * math.sqrt(max(0, 1 - ((y - foot) * 14 / height) ** 2)))
        for x in range(max(centre - half // 2, 0), min(centre + half, WIDTH)):
            for channel in range(x * 3, x * 3 + 3):
                lines[y][channel] = lines[y][channel] * 3 // 4


def enlarged(line, zoom):
    middle = WIDTH // 2
    places = (int(middle + (x - middle) / zoom) * 3 for x in range(WIDTH))
    return b"".join(line[place:place + 3] for place in places)


def png(lines):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", WIDTH, len(lines), 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + bytes(line[:WIDTH * 3]).ljust(WIDTH * 3, b"\0") for line in lines), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


CREAM, GREY, SAND = (236, 228, 214), (206, 210, 214), (226, 206, 184)
BOWLS = [(BOWL, (150, 176, 160), 330, 690, 170), (BOWL, (196, 160, 130), 610, 690, 170), (BOWL, (112, 130, 150), 250, 800, 190),
         (BOWL, (216, 208, 196), 640, 810, 190)]
CANDLES = [(CANDLE, (232, 186, 96), 330, 720, 470), (CANDLE, (238, 196, 110), 560, 700, 400), (CANDLE, (228, 180, 88), 460, 790, 520)]

# name of a product: (what a picture shows, how it is drawn)...
PICTURES = {
    "Set of four tea bowls": [("Four tea bowls in green, brown, blue and cream", (BOWLS, CREAM)),
                              ("The glaze of two bowls from near", (BOWLS, CREAM, 2))],
    "Stoneware teapot": [("A round teapot in celadon green", ([(TEAPOT, (146, 178, 156), 450, 770, 480)], GREY))],
    "Beeswax candles": [("Three dipped candles, one before the others", (CANDLES, SAND)),
                        ("The candles on white", (CANDLES, (240, 240, 240)))],
    "Copper coffee pot": [("A coffee pot of red copper", ([(POT, (204, 112, 72), 450, 780, 500)], GREY))],
    "Indigo ink": [("A bottle of dark blue ink", ([(BOTTLE, (44, 56, 120), 450, 780, 420)], CREAM))],
    "Argan oil": [("A bottle of golden oil", ([(BOTTLE, (206, 150, 54), 450, 790, 520)], GREY))],
}


def pictures_of(name):
    """(what it shows, PNG)... of a product of the demonstration shop."""
    return [(alt, draw(*how)) for alt, how in PICTURES.get(name, [])]
