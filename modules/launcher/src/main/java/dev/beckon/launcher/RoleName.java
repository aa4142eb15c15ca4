package dev.beckon.launcher;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an application can be told to do: the names of its roles, known before anything starts. */
public enum RoleName {
    ALL,
    IDENTITY,
    ORDERS,
    DISPATCHER,
    DRIVERS,
    GATEWAY,
    TRACKING,
    WEB;

    /** As the application takes them. */
    static String list(Collection<RoleName> names) {
        return names.stream().map(RoleName::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
