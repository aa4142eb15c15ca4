/** Whether the study of matching can be believed. */
@NullMarked
package dev.beckon.loadtest.matching;

import org.jspecify.annotations.NullMarked;
