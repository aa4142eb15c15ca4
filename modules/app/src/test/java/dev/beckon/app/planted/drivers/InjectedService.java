package dev.beckon.app.planted.drivers;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** A field that is set from outside. */
final class InjectedService {
    @Autowired @Nullable String name;
}
