package dev.beckon.drivers;

import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.driver.PositionReport;
import dev.beckon.contracts.driver.ShiftState;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.Kind;
import dev.beckon.platform.http.Check;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.http.Refuses;
import dev.beckon.platform.redis.Limit;
import dev.beckon.platform.redis.Limits;
import dev.beckon.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What drivers do beside orders. */
@RestController
@RequestMapping("/drivers")
@PreAuthorize("hasRole('DRIVER')")
class DriversHttp {

    private static final int NAME_MAX = 100;
    private static final int VEHICLE_MAX = 100;
    private static final int PLATE_MAX = 20;

    private final DriversService drivers;
    private final PositionsService positions;
    private final Limit often;
    private final InstantSource clock;

    DriversHttp(
            DriversService drivers,
            PositionsService positions,
            Limits limits,
            PositionLimitsProperties rates,
            InstantSource clock) {
        this.drivers = drivers;
        this.positions = positions;
        this.often = limits.of("positions", rates.positions());
        this.clock = clock;
    }

    /** The caller as customers see them, and whether they want work. */
    record Me(
            DriverId id,
            String name,
            @Nullable String vehicle,
            @Nullable String plate,
            Set<Kind> kinds,
            ShiftState state) {

        static Me of(Driver driver) {
            var profile = driver.profile();
            return new Me(
                    driver.id(),
                    profile.name(),
                    profile.vehicle(),
                    profile.plate(),
                    profile.kinds(),
                    driver.state());
        }
    }

    /**
     * What customers see on acceptance.
     *
     * @param kinds none: everything
     */
    record Profile(
            String name,
            @Nullable String vehicle,
            @Nullable String plate,
            @Nullable Set<Kind> kinds) {}

    record Shift(ShiftState state) {}

    /**
     * A position.
     *
     * @param accuracy metres
     * @param heading degrees clockwise from north
     * @param speed metres a second
     * @param at now, where it is absent
     */
    record Location(
            double lat,
            double lng,
            @Nullable Double accuracy,
            @Nullable Double heading,
            @Nullable Double speed,
            @Nullable Instant at) {}

    @Operation(summary = "The caller's profile, and whether they are on shift")
    @GetMapping("/me")
    Me me(Caller caller) {
        return Me.of(drivers.get(new DriverId(caller.id()), caller.name()));
    }

    @Operation(summary = "Change what customers see on acceptance")
    @PutMapping("/me")
    Me changeProfile(Caller caller, @RequestBody Profile body) {
        var profile =
                new DriverProfile(
                        Check.text("name", body.name(), 1, NAME_MAX),
                        optional("vehicle", body.vehicle(), VEHICLE_MAX),
                        optional("plate", body.plate(), PLATE_MAX),
                        body.kinds() == null ? Set.of() : body.kinds());
        return Me.of(drivers.changeProfile(new DriverId(caller.id()), profile));
    }

    private static @Nullable String optional(String field, @Nullable String text, int max) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Check.text(field, text, 1, max);
    }

    @Operation(summary = "Go on shift, or off it")
    @PutMapping("/me/shift")
    Me changeShift(Caller caller, @RequestBody Shift body) {
        return Me.of(drivers.changeShift(new DriverId(caller.id()), caller.name(), body.state()));
    }

    @Operation(summary = "Report a position; on the socket it is a sign of life as well")
    @Refuses(422)
    @PatchMapping("/location")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void locate(Caller caller, @RequestBody Location body) {
        var now = clock.instant();
        var report =
                new PositionReport(
                        body.lat(),
                        body.lng(),
                        body.accuracy(),
                        body.heading(),
                        body.speed(),
                        body.at());
        var fault = report.findFault(now);
        if (fault != null) {
            throw fault.field().equals("at")
                    ? Problem.unprocessable(fault.field(), fault.detail())
                    : Problem.badRequest(fault.field(), fault.detail());
        }
        often.check(caller.id().toString());
        positions.take(report.located(new DriverId(caller.id()), now, false));
    }
}
