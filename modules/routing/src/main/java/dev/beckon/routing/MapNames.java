package dev.beckon.routing;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.graphhopper.reader.ReaderElement;
import com.graphhopper.reader.ReaderNode;
import com.graphhopper.reader.ReaderWay;
import com.graphhopper.reader.osm.OSMInputFile;
import com.graphhopper.reader.osm.SkipOptions;
import dev.beckon.contracts.geo.LatLng;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The names on a map: streets, areas, and whatever else people go to. */
public final class MapNames {

    /** What a name is of. */
    public enum Sort {
        /** A part of town, a village, a town. */
        AREA,
        STREET,
        /** A shop, a station, a park: something at a street. */
        SPOT
    }

    /**
     * A name and where it is.
     *
     * @param detail what or where it is, as the map says; null where it says nothing
     */
    public record Named(String name, Sort sort, @Nullable String detail, LatLng point) {}

    /** Tags of what people go to. */
    private static final List<String> SPOTS =
            List.of(
                    "amenity",
                    "shop",
                    "tourism",
                    "leisure",
                    "office",
                    "historic",
                    "healthcare",
                    "craft",
                    "railway",
                    "aeroway",
                    "public_transport",
                    "building");

    /** Tags' values that say nothing. */
    private static final Set<String> VAGUE = Set.of("", "yes", "stop_position", "platform", "rail");

    private final List<Named> found = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private final LongHashSet wanted = new LongHashSet();
    private final LongObjectHashMap<LatLng> points = new LongObjectHashMap<>();

    /** A named way, and a node of it. */
    private record Way(String name, Sort sort, @Nullable String detail, long node) {}

    private MapNames() {}

    /**
     * Reads an extract twice: ways name the nodes whose places are needed.
     *
     * @param osm an {@code .osm.pbf} or {@code .osm} file
     * @throws MapException if the file cannot be read
     */
    public static List<Named> read(Path osm) {
        var names = new MapNames();
        names.read(osm, new SkipOptions(true, false, true), names::way);
        names.read(osm, new SkipOptions(false, true, true), names::node);
        return names.all();
    }

    private void read(Path osm, SkipOptions skip, Consumer<ReaderElement> reader) {
        RoadMap.trustExtracts();
        try (var input = new OSMInputFile(osm.toFile()).setSkipOptions(skip).open()) {
            for (var next = input.getNext(); next != null; next = input.getNext()) {
                reader.accept(next);
            }
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw MapException.unreadable(osm, e);
        }
    }

    private void way(ReaderElement element) {
        var sort = sort(element);
        if (element instanceof ReaderWay way && sort != null && !way.getNodes().isEmpty()) {
            long node = way.getNodes().get(way.getNodes().size() / 2);
            wanted.add(node);
            ways.add(new Way(way.getTag("name"), sort, detail(way, sort), node));
        }
    }

    private void node(ReaderElement element) {
        if (!(element instanceof ReaderNode node)) {
            return;
        }
        if (wanted.contains(node.getId())) {
            points.put(node.getId(), new LatLng(node.getLat(), node.getLon()));
        }
        var sort = sort(node);
        // A named crossing or signal is no street.
        if (sort != null && sort != Sort.STREET) {
            var point = new LatLng(node.getLat(), node.getLon());
            found.add(new Named(node.getTag("name"), sort, detail(node, sort), point));
        }
    }

    /** Null for what has no name, or none that people look for. */
    private static @Nullable Sort sort(ReaderElement element) {
        if (!element.hasTag("name")) {
            return null;
        }
        if (element.hasTag("highway")) {
            return Sort.STREET;
        }
        if (element.hasTag("place")) {
            return Sort.AREA;
        }
        return SPOTS.stream().anyMatch(element::hasTag) ? Sort.SPOT : null;
    }

    private static @Nullable String detail(ReaderElement element, Sort sort) {
        String street = element.getTag("addr:street");
        return switch (sort) {
            case STREET -> null;
            case AREA -> plain(element.getTag("place"));
            case SPOT ->
                    street == null
                            ? SPOTS.stream()
                                    .map(key -> element.getTag(key, ""))
                                    .filter(value -> !VAGUE.contains(value))
                                    .findFirst()
                                    .map(MapNames::plain)
                                    .orElse(null)
                            : "%s %s"
                                    .formatted(element.getTag("addr:housenumber", ""), street)
                                    .strip();
        };
    }

    private static String plain(String tag) {
        return tag.replace('_', ' ');
    }

    private List<Named> all() {
        var streets = new LinkedHashMap<String, List<Named>>();
        for (var way : ways) {
            var point = points.get(way.node());
            // Extracts are cut: a way's nodes may lie outside.
            if (point != null) {
                var named = new Named(way.name(), way.sort(), way.detail(), point);
                if (way.sort() == Sort.STREET) {
                    streets.computeIfAbsent(way.name(), _ -> new ArrayList<>()).add(named);
                } else {
                    found.add(named);
                }
            }
        }
        streets.values().forEach(ways -> found.addAll(oneEach(ways)));
        return List.copyOf(found);
    }

    /** So large that the next piece of a street lies in the same one or beside it. */
    private record Cell(int row, int column) {

        private static final double SIZE_DEG = 0.02;

        static Cell of(LatLng point) {
            return new Cell(
                    (int) Math.floor(point.lat() / SIZE_DEG),
                    (int) Math.floor(point.lng() / SIZE_DEG));
        }

        List<Cell> around() {
            return IntStream.rangeClosed(-1, 1)
                    .boxed()
                    .flatMap(
                            down ->
                                    IntStream.rangeClosed(-1, 1)
                                            .mapToObj(
                                                    right -> new Cell(row + down, column + right)))
                    .toList();
        }
    }

    /** A street is drawn as many ways of one name; far from them it is another of that name. */
    private static List<Named> oneEach(List<Named> sameName) {
        var cells =
                sameName.stream()
                        .collect(
                                Collectors.groupingBy(
                                        named -> Cell.of(named.point()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        var streets = new ArrayList<Named>();
        while (!cells.isEmpty()) {
            var street = new ArrayList<Named>();
            var open = new ArrayDeque<Cell>();
            open.add(cells.firstEntry().getKey());
            while (!open.isEmpty()) {
                var cell = open.remove();
                var here = cells.remove(cell);
                if (here != null) {
                    street.addAll(here);
                    open.addAll(cell.around());
                }
            }
            streets.add(middle(street));
        }
        return streets;
    }

    private static Named middle(List<Named> street) {
        double lat = street.stream().mapToDouble(way -> way.point().lat()).average().orElse(0);
        double lng = street.stream().mapToDouble(way -> way.point().lng()).average().orElse(0);
        return street.stream()
                .min(
                        Comparator.comparingDouble(
                                way ->
                                        Math.hypot(
                                                way.point().lat() - lat, way.point().lng() - lng)))
                .orElseThrow();
    }
}
