// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;

/** What every parser may be to a file that was made for it; found by Tika among its own, for films that nobody reads. */
public final class WorstParser implements Parser {
    private static final long serialVersionUID = 1;
    private static final String LOOPS = "FWS\u0006loops";
    private static final String ENDS = "FWS\u0006ends";

    /** Its reader does not come back, and has laid something on its bench. */
    static byte[] loops() {
        return LOOPS.getBytes(StandardCharsets.US_ASCII);
    }

    /** Its reader ends the process. */
    static byte[] ends() {
        return ENDS.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.application("x-shockwave-flash"));
    }

    @Override
    public void parse(InputStream file, ContentHandler words, Metadata facts, ParseContext context) throws IOException {
        if (new String(file.readAllBytes(), StandardCharsets.US_ASCII).equals(ENDS)) {
            Runtime.getRuntime().halt(1);
        }
        Files.writeString(Path.of(System.getProperty("java.io.tmpdir"), "laid"), LOOPS);
        while (true) {
            Thread.onSpinWait();
        }
    }
}
