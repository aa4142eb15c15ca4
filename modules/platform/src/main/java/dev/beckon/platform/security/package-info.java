/** Who calls: tokens checked, once. */
@NullMarked
package dev.beckon.platform.security;

import org.jspecify.annotations.NullMarked;
