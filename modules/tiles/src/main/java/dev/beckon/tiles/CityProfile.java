package dev.beckon.tiles;

import com.onthegomap.planetiler.FeatureCollector;
import com.onthegomap.planetiler.FeatureMerge;
import com.onthegomap.planetiler.Profile;
import com.onthegomap.planetiler.VectorTile;
import com.onthegomap.planetiler.geo.GeometryException;
import com.onthegomap.planetiler.reader.SourceFeature;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a map of a city needs, in layers and classes of the <a
 * href="https://openmaptiles.org/schema/">OpenMapTiles schema</a>. All of it comes from the
 * extract.
 */
final class CityProfile implements Profile {

    static final String OSM = "osm";

    private static final String ROADS = "transportation";
    private static final String ROAD_NAMES = "transportation_name";
    private static final String CLASS = "class";
    private static final String NAME = "name";

    private static final int LAST_ZOOM = 14;

    /** Roads by their class on the map, and from which zoom on they are seen. */
    private enum Road {
        MOTORWAY(5),
        TRUNK(6),
        PRIMARY(8),
        SECONDARY(10),
        TERTIARY(11),
        MINOR(12),
        SERVICE(13),
        TRACK(14),
        PATH(14);

        private final int minZoom;

        Road(int minZoom) {
            this.minZoom = minZoom;
        }

        private String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final Map<String, Road> ROADS_BY_TAG =
            Map.ofEntries(
                    Map.entry("motorway", Road.MOTORWAY),
                    Map.entry("motorway_link", Road.MOTORWAY),
                    Map.entry("trunk", Road.TRUNK),
                    Map.entry("trunk_link", Road.TRUNK),
                    Map.entry("primary", Road.PRIMARY),
                    Map.entry("primary_link", Road.PRIMARY),
                    Map.entry("secondary", Road.SECONDARY),
                    Map.entry("secondary_link", Road.SECONDARY),
                    Map.entry("tertiary", Road.TERTIARY),
                    Map.entry("tertiary_link", Road.TERTIARY),
                    Map.entry("residential", Road.MINOR),
                    Map.entry("unclassified", Road.MINOR),
                    Map.entry("living_street", Road.MINOR),
                    Map.entry("road", Road.MINOR),
                    Map.entry("busway", Road.SERVICE),
                    Map.entry("service", Road.SERVICE),
                    Map.entry("track", Road.TRACK),
                    Map.entry("pedestrian", Road.PATH),
                    Map.entry("footway", Road.PATH),
                    Map.entry("cycleway", Road.PATH),
                    Map.entry("path", Road.PATH),
                    Map.entry("steps", Road.PATH));

    private static final Set<String> RAILS =
            Set.of("rail", "light_rail", "subway", "tram", "narrow_gauge");

    /** Classes of land by what is there. */
    private static final Map<String, String> COVERS =
            Map.of(
                    "wood", "wood",
                    "forest", "wood",
                    "grass", "grass",
                    "meadow", "grass",
                    "grassland", "grass",
                    "heath", "grass",
                    "scrub", "grass",
                    "village_green", "grass",
                    "wetland", "wetland",
                    "beach", "sand");

    private static final Set<String> USES =
            Set.of(
                    "residential",
                    "commercial",
                    "industrial",
                    "retail",
                    "cemetery",
                    "railway",
                    "military");

    private static final Set<String> INSTITUTIONS =
            Set.of("hospital", "school", "university", "college");

    private static final Set<String> PARKS =
            Set.of("park", "garden", "golf_course", "nature_reserve", "playground", "pitch");

    /** From which zoom on places are named. */
    private static final Map<String, Integer> PLACES =
            Map.of(
                    "city", 4,
                    "town", 7,
                    "village", 9,
                    "hamlet", 12,
                    "suburb", 11,
                    "quarter", 12,
                    "neighbourhood", 13,
                    "island", 11);

    private final String attribution;

    /**
     * @param attribution in HTML
     */
    CityProfile(String attribution) {
        this.attribution = attribution;
    }

    @Override
    public String name() {
        return "Beckon";
    }

    @Override
    public String attribution() {
        return attribution;
    }

    @Override
    public void processFeature(SourceFeature source, FeatureCollector features) {
        if (source.isPoint()) {
            place(source, features);
            return;
        }
        if (source.canBePolygon()) {
            area(source, features);
        }
        if (source.canBeLine()) {
            line(source, features);
        }
    }

    private static void place(SourceFeature source, FeatureCollector features) {
        var place = source.getString("place");
        var minZoom = place == null ? null : PLACES.get(place);
        if (minZoom != null && source.hasTag(NAME)) {
            features.point("place")
                    .setAttr(CLASS, place)
                    .setAttr(NAME, source.getString(NAME))
                    .setMinZoom(minZoom)
                    .setBufferPixels(64);
        }
    }

    private static void area(SourceFeature source, FeatureCollector features) {
        if (source.hasTag("natural", "water")
                || source.hasTag("waterway", "riverbank", "dock")
                || source.hasTag("landuse", "reservoir", "basin")) {
            features.polygon("water").setMinZoom(4);
        } else if (source.hasTag("building") && !source.hasTag("building", "no")) {
            features.polygon("building").setMinZoom(13).setMinPixelSize(2);
        } else if (PARKS.contains(source.getString("leisure", ""))) {
            features.polygon("park")
                    .setAttr(CLASS, source.getString("leisure"))
                    .setMinZoom(8)
                    .setMinPixelSize(2);
        } else {
            land(source, features);
        }
    }

    private static void land(SourceFeature source, FeatureCollector features) {
        var cover = COVERS.get(source.getString("natural", source.getString("landuse", "")));
        var use = source.getString("landuse", "");
        var amenity = source.getString("amenity", "");
        if (cover != null) {
            ground("landcover", cover, features);
        } else if (USES.contains(use)) {
            ground("landuse", use, features);
        } else if (INSTITUTIONS.contains(amenity)) {
            ground("landuse", amenity, features);
        }
    }

    private static void ground(String layer, String what, FeatureCollector features) {
        features.polygon(layer).setAttr(CLASS, what).setMinZoom(8).setMinPixelSize(2);
    }

    private static void line(SourceFeature source, FeatureCollector features) {
        var road = ROADS_BY_TAG.get(source.getString("highway", ""));
        var rail = source.getString("railway", "");
        if (road != null) {
            // Tiny pieces are merged before they are dropped.
            features.line(ROADS)
                    .setAttr(CLASS, road.label())
                    .setMinZoom(road.minZoom)
                    .setMinPixelSize(0);
            if (source.hasTag(NAME)) {
                features.line(ROAD_NAMES)
                        .setAttr(CLASS, road.label())
                        .setAttr(NAME, source.getString(NAME))
                        .setMinZoom(Math.clamp(road.minZoom + 2L, 10, LAST_ZOOM))
                        .setMinPixelSize(0);
            }
        } else if (RAILS.contains(rail)) {
            features.line(ROADS)
                    .setAttr(CLASS, rail.equals("rail") ? "rail" : "transit")
                    .setMinZoom(10)
                    .setMinPixelSize(0);
        } else if (source.hasTag("waterway", "river", "canal", "stream")) {
            features.line("waterway")
                    .setAttr(CLASS, source.getString("waterway"))
                    .setMinZoom(source.hasTag("waterway", "stream") ? 13 : 9);
        }
    }

    @Override
    public List<VectorTile.Feature> postProcessLayerFeatures(
            String layer, int zoom, List<VectorTile.Feature> items) throws GeometryException {
        return switch (layer) {
            case ROADS -> FeatureMerge.mergeLineStrings(items, 0.5, 0.1, 4);
            case ROAD_NAMES -> FeatureMerge.mergeLineStrings(items, 8, 0.2, 4);
            case "water", "landcover", "landuse", "park" ->
                    zoom < LAST_ZOOM
                            ? FeatureMerge.mergeNearbyPolygons(items, 4, 4, 0.5, 0.5)
                            : items;
            default -> items;
        };
    }
}
