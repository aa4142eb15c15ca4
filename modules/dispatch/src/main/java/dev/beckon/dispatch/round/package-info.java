/** The dispatcher: whatever has queued up is one round, one transaction, one publication. */
@NullMarked
package dev.beckon.dispatch.round;

import org.jspecify.annotations.NullMarked;
