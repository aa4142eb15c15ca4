package dev.beckon.loadtest.bench;

import dev.beckon.loadtest.LoadtestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.IChart;

/** Draws charts into files that a browser shows. */
public final class Svg {

    static {
        // Gatling brings another one, which takes all that is drawn out of SVG's namespace.
        System.setProperty(
                "javax.xml.transform.TransformerFactory",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TransformerFactoryImpl");
    }

    private Svg() {}

    /**
     * @param file ends in .svg; its folder is made if need be
     */
    public static void write(Path file, IChart chart) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            VectorGraphicsEncoder.saveVectorGraphic(
                    chart, file.toString(), VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new LoadtestException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
