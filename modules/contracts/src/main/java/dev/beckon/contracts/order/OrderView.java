package dev.beckon.contracts.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.driver.DriverProfile;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as those who take part in it see it, over HTTP and on the socket alike.
 *
 * @param driver who has it, from the acceptance on
 * @param etaS seconds to the pickup, as last told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        OrderId orderId,
        long version,
        OrderState status,
        Kind kind,
        Place pickup,
        Place dropoff,
        @Nullable String note,
        Instant placedAt,
        int attempt,
        @Nullable Instant nextAt,
        @Nullable Driver driver,
        @Nullable Integer etaS,
        @Nullable Instant endedAt,
        @Nullable ActorRole by,
        @Nullable String reason) {

    /** The driver as the customer sees them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Driver(
            DriverId driverId,
            @Nullable String name,
            @Nullable String vehicle,
            @Nullable String plate) {

        /** A driver whose profile may not have been seen yet. */
        public static Driver of(DriverId driverId, @Nullable DriverProfile profile) {
            return profile == null
                    ? new Driver(driverId, null, null, null)
                    : new Driver(driverId, profile.name(), profile.vehicle(), profile.plate());
        }
    }

    /**
     * What a status looks like to those who take part.
     *
     * @param profile of the driver who has the order; null where nobody has, or it is not known yet
     */
    public static OrderView of(OrderStatus status, @Nullable DriverProfile profile) {
        var assignment = status.assignment();
        var ending = status.ending();
        return new OrderView(
                status.orderId(),
                status.version(),
                status.state(),
                status.kind(),
                status.pickup(),
                status.dropoff(),
                status.note(),
                status.placedAt(),
                status.attempt(),
                status.nextAt(),
                assignment == null ? null : Driver.of(assignment.driverId(), profile),
                assignment == null ? null : assignment.etaS(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.by(),
                ending == null ? null : ending.reason());
    }
}
