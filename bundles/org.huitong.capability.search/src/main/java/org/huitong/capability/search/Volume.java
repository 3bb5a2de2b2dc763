// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.apache.lucene.document.StoredField;
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
    /** The fingerprint of a file, of a document that is the words of one. */
    private static final String FILE = "file";

    private static final String OF = "of";
    private static final Term A_FILE = new Term("kind", "file");
    private static final String SINGLES = "singles";
    private static final String WORDS = "words";
    private static final FieldType KEPT_WITHOUT_PLACE = type(IndexOptions.DOCS);
    private static final FieldType KEPT_WITH_PLACE = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static final int MEGABYTES_UNWRITTEN = 16;
    private static final int MOST_FILES = 100;

    private final String name;
    private final long begins;
    private final byte[] key;
    private final Tokens tokens;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private long highest;
    private final long files;
    private boolean hasForgotten;

    /** Up to which line of the log, and which number of files, it had come. */
    private record Came(long cursor, long files) {}

    /** It is there, and not as it should be: it has to be made anew. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String why) {
            super(why);
        }
    }

    private Volume(String name, long begins, Came came, byte[] key, IndexWriter writer) throws IOException {
        this.name = name;
        this.begins = begins;
        this.highest = came.cursor();
        this.files = came.files();
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
                folder.getFileName().toString(),
                begins,
                new Came(0, 0),
                key,
                writer(folder, IndexWriterConfig.OpenMode.CREATE));
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
                    new Came(Long.parseLong(said.get("cursor")), Long.parseLong(said.getOrDefault("files", "0"))),
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

    private Document document(long first, List<Gram> grams) {
        Document document = new Document();
        document.add(new NumericDocValuesField(FIRST, first));
        document.add(new LongPoint(FIRST, first));
        document.add(new Field(SINGLES, new GramStream(grams, true, tokens), KEPT_WITHOUT_PLACE));
        document.add(new Field(WORDS, new GramStream(grams, false, tokens), KEPT_WITH_PLACE));
        return document;
    }

    /** The words of a file of a message, once, however often they are told. */
    void putFile(long first, String file, List<Gram> grams) throws IOException {
        Document document = document(first, grams);
        document.add(new StringField(A_FILE.field(), A_FILE.text(), Field.Store.NO));
        document.add(new StoredField(FILE, file));
        document.add(new StringField(OF, first + "/" + file, Field.Store.NO));
        writer.updateDocument(new Term(OF, first + "/" + file), document);
    }

    /** Up to which number the words of files are in it and those before, by the commit that it was opened with. */
    long files() {
        return files;
    }

    /** Once, however often the line is told. */
    void put(long line, long first, List<Gram> grams) throws IOException {
        Document document = document(first, grams);
        document.add(new StringField(LINE, bytes(line), Field.Store.NO));
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

    /**
     * @param cursor up to which line the log is in here, or in a volume beside it
     * @param files up to which number the words of files are
     */
    void commit(long cursor, long files) throws IOException {
        writer.setLiveCommitData(Map.of(
                        "format",
                        FORMAT,
                        "begins",
                        Long.toString(begins),
                        "cursor",
                        Long.toString(cursor),
                        "files",
                        Long.toString(files))
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
            Query query = asked(searcher, question, LongPoint.newRangeQuery(FIRST, after + 1, upTo));
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
            searcher.search(
                    asked(searcher, question, LongPoint.newSetQuery(FIRST, lines)), new FirstLines(FIRST, having));
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

    /** The fingerprints of those files of a message that have some of the words. */
    List<String> files(Question question, long first) throws IOException {
        return search(searcher -> {
            Tokens own = new Tokens(key, 1 << 6);
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            question.phrases().forEach(phrase -> any.add(asked(phrase, own), Occur.SHOULD));
            Query query = new BooleanQuery.Builder()
                    .add(LongPoint.newExactQuery(FIRST, first), Occur.FILTER)
                    .add(new TermQuery(A_FILE), Occur.FILTER)
                    .add(any.build(), Occur.FILTER)
                    .build();
            List<String> files = new ArrayList<>();
            for (ScoreDoc found : searcher.search(query, MOST_FILES).scoreDocs) {
                files.add(searcher.storedFields().document(found.doc).get(FILE));
            }
            return files;
        });
    }

    /** All of the words in one version or file of a message, or each in one of them. */
    private Query asked(IndexSearcher searcher, Question question, Query where) throws IOException {
        Tokens own = new Tokens(key, 1 << 6);
        BooleanQuery.Builder together = new BooleanQuery.Builder();
        question.phrases().forEach(phrase -> together.add(asked(phrase, own), Occur.FILTER));
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(where, Occur.FILTER);
        Set<Long> scattered = question.phrases().size() > 1 ? scattered(searcher, question, where, own) : Set.of();
        if (scattered.isEmpty()) {
            all.add(together.build(), Occur.FILTER);
        } else {
            all.add(
                    new BooleanQuery.Builder()
                            .add(together.build(), Occur.SHOULD)
                            .add(LongPoint.newSetQuery(FIRST, scattered), Occur.SHOULD)
                            .build(),
                    Occur.FILTER);
        }
        return all.build();
    }

    /** Messages with words in a file, and the others in their text or another file. */
    private static Set<Long> scattered(IndexSearcher searcher, Question question, Query where, Tokens own)
            throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        question.phrases().forEach(phrase -> any.add(asked(phrase, own), Occur.SHOULD));
        Set<Long> candidates = new HashSet<>();
        searcher.search(
                new BooleanQuery.Builder()
                        .add(where, Occur.FILTER)
                        .add(new TermQuery(A_FILE), Occur.FILTER)
                        .add(any.build(), Occur.FILTER)
                        .build(),
                new FirstLines(FIRST, candidates));
        for (Phrase phrase : question.phrases()) {
            if (candidates.isEmpty()) {
                return candidates;
            }
            Set<Long> having = new HashSet<>();
            searcher.search(
                    new BooleanQuery.Builder()
                            .add(LongPoint.newSetQuery(FIRST, candidates), Occur.FILTER)
                            .add(asked(phrase, own), Occur.FILTER)
                            .build(),
                    new FirstLines(FIRST, having));
            candidates = having;
        }
        return candidates;
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
