/** Redis, which holds only what may be lost. */
@NullMarked
package dev.beckon.platform.redis;

import org.jspecify.annotations.NullMarked;
