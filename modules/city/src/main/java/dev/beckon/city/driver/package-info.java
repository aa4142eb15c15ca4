/** Simulated drivers: what they decide, how they move, and their sockets. */
@NullMarked
package dev.beckon.city.driver;

import org.jspecify.annotations.NullMarked;
