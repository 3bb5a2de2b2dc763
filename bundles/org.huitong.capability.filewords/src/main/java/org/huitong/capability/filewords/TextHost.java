// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/**
 * The process that reads files: takes the pieces of one, a line each, and answers with its words. It needs nothing but this
 * class, its {@link Lifeline}, Tika and Java, and ends when the hub closes its input or is gone, whereupon it clears its
 * bench: there the parsers lay what they cannot read in passing.
 *
 * <p>{@code 1 piece <base64>} is answered by {@code 1 taken}; {@code 2 text <most letters>}, behind the last piece, by
 * {@code 2 <word> <text in base64>}, where the word is {@code text}, {@code cut}, or why there is none.
 */
public final class TextHost {
    private static final List<Charset> WRITTEN_IN = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));
    private static final String UNKNOWN = "application/octet-stream";

    private final AutoDetectParser parser = new AutoDetectParser();
    private ByteArrayOutputStream file = new ByteArrayOutputStream();

    private TextHost() {}

    /** @param arguments after how many seconds nobody waits for an answer any more */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        // Whatever a parser prints must not stand among the answers.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        TextHost host = new TextHost();
        Lifeline life = new Lifeline(
                System.in,
                Duration.ofSeconds(Long.parseLong(arguments[0])),
                new Bench(Path.of(System.getProperty("java.io.tmpdir"))));
        while (true) {
            String[] fields = life.next().split("\t", -1);
            String answer = fields[0] + "\t" + life.within(() -> host.answer(fields[1], fields[2])) + "\n";
            answers.write(answer.getBytes(StandardCharsets.US_ASCII));
            answers.flush();
        }
    }

    private String answer(String verb, String field) {
        if (verb.equals("piece")) {
            byte[] piece = Base64.getDecoder().decode(field);
            file.write(piece, 0, piece.length);
            return "taken";
        }
        byte[] whole = file.toByteArray();
        file = new ByteArrayOutputStream();
        return text(whole, Integer.parseInt(field));
    }

    private String text(byte[] bytes, int most) {
        BodyContentHandler words = new BodyContentHandler(most);
        Metadata facts = new Metadata();
        try (TikaInputStream in = TikaInputStream.get(new ByteArrayInputStream(bytes))) {
            parser.parse(in, words, facts, context());
        } catch (EncryptedDocumentException e) {
            return "encrypted";
        } catch (TikaException | SAXException | IOException | RuntimeException | StackOverflowError e) {
            if (WriteLimitReachedException.isWriteLimitReached(e)) {
                return "cut\t" + coded(words.toString());
            }
            // What was read of a file that breaks off is as good as nothing: nobody could tell what is missing.
            return isEncrypted(e) ? "encrypted" : "broken";
        }
        String kind = Optional.ofNullable(facts.get(Metadata.CONTENT_TYPE)).orElse(UNKNOWN);
        String text = words.toString().strip();
        if (text.isEmpty() && kind.startsWith(UNKNOWN)) {
            return plain(bytes, most);
        }
        if (text.isEmpty()) {
            return isRead(facts) ? "empty" : "kind";
        }
        return "text\t" + coded(text);
    }

    /** The parser that stands in for none says nothing and does not fail. */
    private static boolean isRead(Metadata facts) {
        return !List.of(facts.getValues("X-TIKA:Parsed-By")).stream()
                .allMatch(by ->
                        by.endsWith("EmptyParser") || by.endsWith("DefaultParser") || by.endsWith("CompositeParser"));
    }

    private static boolean isEncrypted(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof EncryptedDocumentException
                    || cause instanceof org.apache.poi.EncryptedDocumentException) {
                return true;
            }
        }
        return false;
    }

    private static ParseContext context() {
        OfficeParserConfig office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);
        office.setIncludeHeadersAndFooters(false);
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setSortByPosition(false);
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        ParseContext context = new ParseContext();
        context.set(OfficeParserConfig.class, office);
        context.set(PDFParserConfig.class, pdf);
        return context;
    }

    /** Of a text in Chinese nothing tells what it is; it is one where all of it can be read as one. */
    private static String plain(byte[] bytes, int most) {
        for (Charset charset : WRITTEN_IN) {
            try {
                CharBuffer text = charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes));
                if (text.chars().allMatch(letter -> letter >= ' ' || Character.isWhitespace(letter))) {
                    boolean cut = text.length() > most;
                    return (cut ? "cut\t" : text.isEmpty() ? "empty\t" : "text\t")
                            + coded(text.subSequence(0, Math.min(most, text.length()))
                                    .toString());
                }
            } catch (CharacterCodingException other) {
                // It is not written in this one.
            }
        }
        return "kind";
    }

    private static String coded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
