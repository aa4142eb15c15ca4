/** Who did it. */
@NullMarked
package dev.beckon.contracts.actor;

import org.jspecify.annotations.NullMarked;
