/** The analyst's tools: the same core as live, another shell. */
@NullMarked
package dev.beckon.replay;

import org.jspecify.annotations.NullMarked;
