/** What drivers tell: shifts, profiles, positions, signs of life. */
@NullMarked
package dev.beckon.contracts.driver;

import org.jspecify.annotations.NullMarked;
