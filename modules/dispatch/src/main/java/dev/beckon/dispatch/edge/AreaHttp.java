package dev.beckon.dispatch.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.beckon.contracts.geo.Box;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.RoadMap;
import dev.beckon.routing.Routes;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where in the world this is, for clients that are about to show a map. */
@RestController
class AreaHttp {

    private final Area area;

    AreaHttp(@Nullable ServiceArea served, Routes routes) {
        this.area = area(served, routes);
    }

    /**
     * The part of the world that is served: what the installation says, else what its map shows;
     * nothing where it has neither.
     *
     * @param middle what to look at first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Area(@Nullable Box bbox, @Nullable LatLng middle) {

        static final Area ANYWHERE = new Area(null, null);
    }

    private static Area area(@Nullable ServiceArea served, Routes routes) {
        var box = served == null ? null : served.box();
        if (!(routes instanceof RoadMap map)) {
            return box == null ? Area.ANYWHERE : new Area(box, box.middle());
        }
        var middle = map.middle();
        if (box == null) {
            var low = map.southWest();
            var high = map.northEast();
            return new Area(new Box(low.lat(), low.lng(), high.lat(), high.lng()), middle);
        }
        return new Area(box, box.contains(middle.lat(), middle.lng()) ? middle : box.middle());
    }

    @Operation(summary = "The part of the world that is served, and what of it to look at first")
    @GetMapping("/service-area")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    Area area() {
        return area;
    }
}
