/**
 * {@code ./beckon load}: a scenario against services of its own or against yours, and the audit.
 */
@NullMarked
package dev.beckon.loadtest.load;

import org.jspecify.annotations.NullMarked;
