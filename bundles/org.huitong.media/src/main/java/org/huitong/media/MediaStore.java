// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.huitong.api.message.MessageId;
import org.huitong.api.operation.Check;
import org.huitong.api.vault.Vault;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Where attached files lie, and how many bytes of them may. */
@Component(
        configurationPid = "org.huitong.media",
        service = {MediaStore.class, Check.class})
@Designate(ocd = MediaConfig.class)
public final class MediaStore implements Check {
    private static final long MEGABYTE = 1_000_000;

    private final SealedFolder folder;
    private final MediaShelf shelf;
    private final long quota;
    private final long largest;
    private final MediaFile.State first;
    private final Set<String> forbidden;
    private final long mostOfOne;
    private final AtomicLong used;

    @Activate
    public MediaStore(BundleContext context, MediaConfig config, @Reference MediaShelf shelf, @Reference Vault vault) {
        this(
                folder(context, config),
                config.quotaMegabytes() * MEGABYTE,
                config.largestMegabytes() * MEGABYTE,
                config.scanner().isBlank() ? MediaFile.State.KEPT : MediaFile.State.CHECKING,
                new Uploading(config.personMegabytes() * MEGABYTE, Receiving.forbidden(config.forbiddenKinds())),
                shelf,
                vault);
    }

    /**
     * What people may put in.
     *
     * @param mostOfOne how many bytes of one person lie here at a time
     * @param forbidden kinds that nobody puts in
     */
    record Uploading(long mostOfOne, Set<String> forbidden) {}

    MediaStore(Path folder, long quota, long largest, MediaFile.State first, MediaShelf shelf, Vault vault) {
        this(folder, quota, largest, first, new Uploading(quota, Set.of()), shelf, vault);
    }

    /** @param first what a file is once it is here */
    MediaStore(
            Path folder,
            long quota,
            long largest,
            MediaFile.State first,
            Uploading uploading,
            MediaShelf shelf,
            Vault vault) {
        this.forbidden = uploading.forbidden();
        this.mostOfOne = uploading.mostOfOne();
        this.folder = new SealedFolder(folder, vault);
        this.shelf = shelf;
        this.quota = quota;
        this.largest = largest;
        this.first = first;
        this.used = new AtomicLong(shelf.used());
    }

    private static Path folder(BundleContext context, MediaConfig config) {
        if (!config.folder().isBlank()) {
            return Path.of(config.folder().strip());
        }
        String data = context.getProperty("huitong.data");
        return Path.of(data == null ? "data" : data, "media");
    }

    /** Nothing more is taken until something is forgotten, or more is allowed. */
    boolean isFull() {
        return used.get() >= quota;
    }

    SealedFolder.Writing write(MediaFile file) throws IOException {
        return folder.write(file.message(), file.name(), largest);
    }

    /** The file is whole and its row says so, or neither is there. */
    void keep(MediaFile file, SealedFolder.Writing writing) throws IOException {
        SealedFolder.Written written = writing.keep();
        if (shelf.here(file, first, Sniffed.kind(written.head()), written)) {
            used.addAndGet(written.bytes());
        } else {
            folder.delete(file.message(), file.name());
        }
    }

    /** What somebody brings of themselves: the file is whole and its rows say so, or neither is there. */
    Optional<MediaFile> keepNew(MediaFile draft, SealedFolder.Writing writing, Laying laying) throws IOException {
        SealedFolder.Written written = writing.keep();
        MediaFile whole = draft.whole(first, Sniffed.kind(written.head()), written.bytes(), written.hash());
        if (laying.lay(whole, written.locks())) {
            used.addAndGet(whole.bytes());
            return Optional.of(whole);
        }
        return Optional.empty();
    }

    /** Writes the rows of a file that is whole. */
    interface Laying {
        /** @return false where it is not wanted any more */
        boolean lay(MediaFile file, Locks locks);
    }

    /** Of what has no row. */
    void discard(MessageId id, String name) {
        folder.delete(id, name);
    }

    boolean forbids(String kind) {
        return forbidden.contains(kind);
    }

    long largest() {
        return largest;
    }

    long mostOfOne() {
        return mostOfOne;
    }

    /** @throws NoSuchFileException where its folder has lost it, or its message is forgotten */
    InputStream open(MediaFile file, Span span) throws IOException {
        Locks locks = shelf.locks(file).orElseThrow(() -> new NoSuchFileException("it was forgotten"));
        return folder.open(file.message(), file.name(), locks, span);
    }

    /** Of a message that is forgotten. First the bytes, then the row: a crash in between does it again. */
    void destroy(MediaFile file) {
        folder.delete(file.message(), file.name());
        shelf.remove(file);
        used.addAndGet(-file.bytes());
    }

    @Override
    public String name() {
        return "media";
    }

    @Override
    public Result result() {
        return isFull()
                ? Result.degraded("Attached files are not kept any more: the quota of " + quota / MEGABYTE
                        + " MB is used up. Raise quotaMegabytes of org.huitong.media, or let old messages be"
                        + " forgotten.")
                : Result.up(used.get() / MEGABYTE + " MB of " + quota / MEGABYTE + " MB are used");
    }
}
