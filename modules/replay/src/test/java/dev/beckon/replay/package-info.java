/** Audits of histories that are drawn, generated, and written to real topics. */
@NullMarked
package dev.beckon.replay;

import org.jspecify.annotations.NullMarked;
