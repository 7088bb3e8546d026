#pragma once

namespace souk::testing {

// A port of 127.0.0.1 that is free now, of a range of these tests: below the one that the kernel gives to clients,
// where a connection of any test may take the port before the caller listens, and below that of the Python tests.
// Another test may still take it; the caller then tries again.
unsigned short free_port();

}  // namespace souk::testing
