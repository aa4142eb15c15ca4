package dev.beckon.web.places;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.MapCache;
import dev.beckon.routing.MapNames;
import dev.beckon.routing.MapNames.Named;
import dev.beckon.routing.MapNames.Sort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** The names of one map, to be found by what somebody has typed so far. */
final class PlacesLucene implements AutoCloseable {

    private static final String FORMAT = "places-1";

    private static final String NAME = "name";
    private static final String WHOLE = "whole";
    private static final String SORT = "sort";
    private static final String DETAIL = "detail";
    private static final String POINT = "point";
    private static final String LAT = "lat";
    private static final String LNG = "lng";

    /** Farther than this, a place is not in an area. */
    private static final double AREA_M = 5_000;

    /** Shorter words become others by one letter. */
    private static final int FUZZY_FROM = 4;

    /**
     * How much more a closer match counts: the whole name, its beginning, a word, its beginning.
     */
    private static final float IS_NAME = 100;

    private static final float BEGINS_NAME = 30;
    private static final float IS_WORD = 4;
    private static final float BEGINS_WORD = 3;
    private static final float RESEMBLES_WORD = 1;

    private static final Analyzer ANALYZER =
            new Analyzer() {
                @Override
                protected TokenStreamComponents createComponents(String field) {
                    var words = new StandardTokenizer();
                    return new TokenStreamComponents(
                            words, new ASCIIFoldingFilter(new LowerCaseFilter(words)));
                }
            };

    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    /** What was found; {@code detail} says more of it, as far as the map does. */
    record Found(String name, @Nullable String detail, LatLng point) {}

    private PlacesLucene(Directory directory) throws IOException {
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
    }

    /** Where no map is loaded. */
    static PlacesLucene empty() {
        try {
            var directory = new ByteBuffersDirectory();
            write(List.of(), directory);
            return new PlacesLucene(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads an extract once; later what came of it is taken from the cache.
     *
     * @throws dev.beckon.routing.MapException if the extract cannot be read
     */
    static PlacesLucene open(Path osm, Path cache) {
        try {
            var folder = new MapCache(cache, FORMAT).folderFor(osm, PlacesLucene::write);
            return new PlacesLucene(FSDirectory.open(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path osm, Path folder) {
        var names = MapNames.read(osm);
        try (var directory = FSDirectory.open(folder)) {
            write(names, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<Named> names, Directory directory) throws IOException {
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(ANALYZER))) {
            for (var named : names) {
                writer.addDocument(document(named));
            }
        }
    }

    private static Document document(Named named) throws IOException {
        var document = new Document();
        document.add(new TextField(NAME, named.name(), Field.Store.YES));
        document.add(new StringField(WHOLE, String.join(" ", words(named.name())), Field.Store.NO));
        document.add(new StringField(SORT, named.sort().name(), Field.Store.NO));
        if (named.detail() != null) {
            document.add(new StoredField(DETAIL, named.detail()));
        }
        document.add(new StoredField(LAT, named.point().lat()));
        document.add(new StoredField(LNG, named.point().lng()));
        document.add(new LatLonDocValuesField(POINT, named.point().lat(), named.point().lng()));
        return document;
    }

    /**
     * The best matches first, and of those that match alike the nearest. Each word has to be in the
     * name, from its beginning on; the last is perhaps not complete, and one letter may be wrong.
     *
     * @param near null where it is all the same
     */
    List<Found> find(String text, @Nullable LatLng near, int limit) {
        try {
            var words = words(text);
            if (words.isEmpty()) {
                return List.of();
            }
            var order =
                    near == null
                            ? org.apache.lucene.search.Sort.RELEVANCE
                            : new org.apache.lucene.search.Sort(
                                    SortField.FIELD_SCORE, distance(near));
            var found = new ArrayList<Found>();
            for (var hit : searcher.search(query(words), limit, order).scoreDocs) {
                found.add(found(hit.doc));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortField distance(LatLng from) {
        return LatLonDocValuesField.newDistanceSort(POINT, from.lat(), from.lng());
    }

    private static Query query(List<String> words) {
        var query = new BooleanQuery.Builder();
        for (var word : words) {
            query.add(word(word), Occur.MUST);
        }
        var whole = new Term(WHOLE, String.join(" ", words));
        query.add(weighing(new TermQuery(whole), IS_NAME), Occur.SHOULD);
        query.add(weighing(new PrefixQuery(whole), BEGINS_NAME), Occur.SHOULD);
        return query.build();
    }

    private static Query word(String word) {
        var term = new Term(NAME, word);
        var ways = new ArrayList<Query>();
        ways.add(weighing(new TermQuery(term), IS_WORD));
        ways.add(weighing(new PrefixQuery(term), BEGINS_WORD));
        if (word.length() >= FUZZY_FROM) {
            ways.add(weighing(new FuzzyQuery(term, 1, 1), RESEMBLES_WORD));
        }
        return new DisjunctionMaxQuery(ways, 0);
    }

    /** Rare words count no more than common ones: people look for both. */
    private static Query weighing(Query query, float weight) {
        return new BoostQuery(new ConstantScoreQuery(query), weight);
    }

    private Found found(int id) throws IOException {
        var stored = searcher.storedFields().document(id);
        var point = new LatLng(number(stored, LAT), number(stored, LNG));
        var details = new ArrayList<String>();
        var own = stored.get(DETAIL);
        if (own != null) {
            details.add(own);
        }
        var area = area(point, stored.get(NAME));
        if (area != null) {
            details.add(area);
        }
        return new Found(
                stored.get(NAME), details.isEmpty() ? null : String.join(", ", details), point);
    }

    /** The nearest area of another name. */
    private @Nullable String area(LatLng point, String except) throws IOException {
        var areas =
                new BooleanQuery.Builder()
                        .add(new TermQuery(new Term(SORT, Sort.AREA.name())), Occur.FILTER)
                        .add(
                                new TermQuery(new Term(WHOLE, String.join(" ", words(except)))),
                                Occur.MUST_NOT)
                        .build();
        var order = new org.apache.lucene.search.Sort(distance(point));
        for (var hit : searcher.search(areas, 1, order).scoreDocs) {
            if (hit instanceof FieldDoc nearest && (double) nearest.fields[0] < AREA_M) {
                return searcher.storedFields().document(hit.doc).get(NAME);
            }
        }
        return null;
    }

    private static double number(Document document, String field) {
        return document.getField(field).numericValue().doubleValue();
    }

    private static List<String> words(String text) throws IOException {
        var words = new ArrayList<String>();
        try (var stream = ANALYZER.tokenStream(NAME, text)) {
            var word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(word.toString());
            }
            stream.end();
        }
        return words;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
