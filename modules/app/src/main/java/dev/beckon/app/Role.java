package dev.beckon.app;

import dev.beckon.dispatch.DispatchModule;
import dev.beckon.dispatch.edge.OrdersModule;
import dev.beckon.dispatch.round.DispatcherModule;
import dev.beckon.drivers.DriversModule;
import dev.beckon.gateway.GatewayModule;
import dev.beckon.identity.IdentityModule;
import dev.beckon.tracking.TrackingModule;
import dev.beckon.web.pages.PagesModule;
import dev.beckon.web.places.PlacesModule;
import dev.beckon.web.tiles.TilesModule;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process can be: each role is the configurations that it is made of. */
enum Role {
    /** Accounts and tokens. */
    IDENTITY(IdentityModule.class),
    /** The HTTP edge of orders. */
    ORDERS(DispatchModule.class, OrdersModule.class),
    /** Folds the intake: rounds, timers, the driver index. */
    DISPATCHER(DispatchModule.class, DispatcherModule.class),
    /** Shifts and profiles. */
    DRIVERS(DriversModule.class),
    /** Sockets. */
    GATEWAY(GatewayModule.class),
    /** Arrivals and lost drivers. */
    TRACKING(TrackingModule.class),
    /** What the web client is served. */
    WEB(PagesModule.class, PlacesModule.class, TilesModule.class);

    private final List<Class<?>> configurations;

    Role(Class<?>... configurations) {
        this.configurations = List.of(configurations);
    }

    List<Class<?>> configurations() {
        return configurations;
    }

    /**
     * The roles that a list names, {@code all} for all of them.
     *
     * @throws IllegalArgumentException naming what is no role
     */
    static Set<Role> parse(String list) {
        var roles = new LinkedHashSet<Role>();
        for (var name : list.split(",", -1)) {
            var trimmed = name.trim();
            if (trimmed.equalsIgnoreCase("all")) {
                roles.addAll(List.of(values()));
            } else {
                roles.add(
                        Arrays.stream(values())
                                .filter(role -> role.name().equalsIgnoreCase(trimmed))
                                .findAny()
                                .orElseThrow(() -> unknown(trimmed)));
            }
        }
        return roles;
    }

    private static IllegalArgumentException unknown(String name) {
        var known =
                Arrays.stream(values())
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "--roles: '%s' is no role; known are all, %s".formatted(name, known));
    }
}
