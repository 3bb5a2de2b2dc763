// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import org.huitong.api.vault.Vault;

/**
 * The index of one quarter, in a folder of its own, under a key of its own. Each version of a message is a document: its
 * tokens, its own line, and the line by which the message was first said, by which all are sorted.
 *
 * <p>Files are read through channels and not mapped: what is mapped stays until the garbage collector comes by, and a
 * bundle that was stopped must have left nothing. One thread writes, any look up.
 */
final class Volume implements Closeable {
    private static final String FORMAT = "1";
    private static final String FIRST = "first";
    private static final String LINE = "line";
    private static final String SINGLES = "singles";
    private static final String WORDS = "words";
    private static final FieldType KEPT_WITHOUT_PLACE = type(IndexOptions.DOCS);
    private static final FieldType KEPT_WITH_PLACE = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static final int MEGABYTES_UNWRITTEN = 16;

    private final String name;
    private final long begins;
    private final byte[] key;
    private final Tokens tokens;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private long highest;
    private boolean hasForgotten;

    /** It is there, and not as it should be: it has to be made anew. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String why) {
            super(why);
        }
    }

    private Volume(String name, long begins, long cursor, byte[] key, IndexWriter writer) throws IOException {
        this.name = name;
        this.begins = begins;
        this.highest = cursor;
        this.key = key;
        this.tokens = new Tokens(key, 1 << 14);
        this.writer = writer;
        this.searchers = new SearcherManager(writer, null);
    }

    /** @param begins the line from which on messages belong into it */
    static Volume make(Path folder, long begins, Vault vault) throws IOException {
        Files.createDirectories(folder);
        byte[] key = VolumeKey.make(folder, vault);
        return new Volume(
                folder.getFileName().toString(), begins, 0, key, writer(folder, IndexWriterConfig.OpenMode.CREATE));
    }

    static Volume open(Path folder, Vault vault) throws IOException {
        byte[] key = VolumeKey.open(folder, vault);
        IndexWriter writer = writer(folder, IndexWriterConfig.OpenMode.APPEND);
        try {
            Map<String, String> said = new HashMap<>();
            writer.getLiveCommitData().forEach(entry -> said.put(entry.getKey(), entry.getValue()));
            if (!FORMAT.equals(said.get("format"))) {
                throw new Damaged("another format");
            }
            return new Volume(
                    folder.getFileName().toString(),
                    Long.parseLong(said.get("begins")),
                    Long.parseLong(said.get("cursor")),
                    key,
                    writer);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** False where it was never committed: nothing of it is missed. */
    static boolean isThere(Path folder) throws IOException {
        try (NIOFSDirectory directory = new NIOFSDirectory(folder)) {
            return DirectoryReader.indexExists(directory);
        }
    }

    private static IndexWriter writer(Path folder, IndexWriterConfig.OpenMode mode) throws IOException {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(2, 1);
        // What is forgotten is to be gone: by itself a segment with few deletions would keep their tokens.
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setForceMergeDeletesPctAllowed(0);
        IndexWriterConfig config = new IndexWriterConfig(null)
                .setMergePolicy(merging)
                .setOpenMode(mode)
                .setMergeScheduler(merges)
                .setRAMBufferSizeMB(MEGABYTES_UNWRITTEN)
                .setIndexSort(newestFirst(true))
                .setCommitOnClose(false);
        NIOFSDirectory directory = new NIOFSDirectory(folder);
        try {
            return new IndexWriter(directory, config);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static Sort newestFirst(boolean descending) {
        return new Sort(new SortField(FIRST, SortField.Type.LONG, descending));
    }

    private static FieldType type(IndexOptions options) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    String name() {
        return name;
    }

    long begins() {
        return begins;
    }

    /** Up to which line the log is in it, by its last commit or since. */
    long highest() {
        return highest;
    }

    /** Once, however often the line is told. */
    void put(long line, long first, List<Gram> grams) throws IOException {
        Document document = new Document();
        document.add(new NumericDocValuesField(FIRST, first));
        document.add(new LongPoint(FIRST, first));
        document.add(new StringField(LINE, bytes(line), Field.Store.NO));
        document.add(new Field(SINGLES, new GramStream(grams, true, tokens), KEPT_WITHOUT_PLACE));
        document.add(new Field(WORDS, new GramStream(grams, false, tokens), KEPT_WITH_PLACE));
        if (line <= highest) {
            writer.updateDocument(new Term(LINE, bytes(line)), document);
        } else {
            writer.addDocument(document);
            highest = line;
        }
    }

    /** Every version of a message; its tokens leave the disk as soon as what they stand among is merged. */
    void forget(long first) throws IOException {
        writer.deleteDocuments(LongPoint.newExactQuery(FIRST, first));
        hasForgotten = true;
    }

    private static BytesRef bytes(long line) {
        return new BytesRef(ByteBuffer.allocate(Long.BYTES).putLong(line).array());
    }

    /** @param cursor up to which line the log is in here, or in a volume beside it */
    void commit(long cursor) throws IOException {
        writer.setLiveCommitData(
                Map.of("format", FORMAT, "begins", Long.toString(begins), "cursor", Long.toString(cursor))
                        .entrySet());
        if (hasForgotten) {
            hasForgotten = false;
            writer.forceMergeDeletes(false);
        }
        writer.commit();
    }

    boolean isUncommitted() {
        return writer.hasUncommittedChanges();
    }

    /** What was put until now can be found from now on. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** The next lines of messages that have the words, as {@link org.huitong.api.query.Concordance.Places#lines}. */
    List<Long> lines(Question question, long after, long upTo, boolean descending, int most) throws IOException {
        if (after >= upTo) {
            return List.of();
        }
        return search(searcher -> {
            Query query = asked(question, LongPoint.newRangeQuery(FIRST, after + 1, upTo));
            // Several versions of one message are one line: where some fall together, more are taken.
            for (int taken = most; ; taken *= 2) {
                ScoreDoc[] found = searcher.search(query, taken, newestFirst(descending)).scoreDocs;
                List<Long> lines = Arrays.stream(found)
                        .map(doc -> (Long) ((FieldDoc) doc).fields[0])
                        .distinct()
                        .limit(most)
                        .toList();
                if (lines.size() == most || found.length < taken) {
                    return lines;
                }
            }
        });
    }

    /** Those of the lines whose messages have the words. */
    Set<Long> among(Question question, Collection<Long> lines) throws IOException {
        return search(searcher -> {
            Set<Long> having = new HashSet<>();
            searcher.search(asked(question, LongPoint.newSetQuery(FIRST, lines)), new FirstLines(FIRST, having));
            return having;
        });
    }

    /** Something that is done with a searcher, which is given back afterwards. */
    private interface Search<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    private <T> T search(Search<T> search) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return search.with(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    private Query asked(Question question, Query where) {
        Tokens own = new Tokens(key, 1 << 6);
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(where, Occur.FILTER);
        question.phrases().forEach(phrase -> all.add(asked(phrase, own), Occur.FILTER));
        return all.build();
    }

    private static Query asked(Phrase phrase, Tokens tokens) {
        if (phrase.places().get(0).terms().get(0).kind() == Gram.Kind.SINGLE) {
            return new TermQuery(term(phrase.places().get(0).terms().get(0), tokens));
        }
        MultiPhraseQuery.Builder query = new MultiPhraseQuery.Builder();
        for (Phrase.Place place : phrase.places()) {
            query.add(place.terms().stream().map(term -> term(term, tokens)).toArray(Term[]::new), place.position());
        }
        return query.build();
    }

    private static Term term(Gram.Term term, Tokens tokens) {
        return new Term(term.kind() == Gram.Kind.SINGLE ? SINGLES : WORDS, tokens.of(term));
    }

    /** Nothing stays behind: no thread, no lock, no open file. What is not committed is read again. */
    @Override
    public void close() throws IOException {
        try (var directory = writer.getDirectory()) {
            searchers.close();
            writer.rollback();
        }
    }
}
