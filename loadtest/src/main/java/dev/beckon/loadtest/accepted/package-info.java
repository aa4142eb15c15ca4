/** Goal 3: how fast orders are taken. */
@NullMarked
package dev.beckon.loadtest.accepted;

import org.jspecify.annotations.NullMarked;
