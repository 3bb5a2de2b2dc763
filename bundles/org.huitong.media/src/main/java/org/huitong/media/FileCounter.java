// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Clock;
import org.huitong.api.file.FileDoor;
import org.huitong.api.file.HeldFile;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where files are handed over to be handed on. */
@Component
public final class FileCounter implements FileDoor {
    private static final Pattern TICKET = Pattern.compile("([A-Za-z0-9_-]{22})/([A-Za-z0-9]{1,32})");
    private static final Pattern UPLOAD = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Pattern ATTACHED = Pattern.compile("([A-Za-z0-9_-]{22})/([0-9]{1,3})");

    private static final LocalText COMING =
            LocalText.of("文件还没有取回，请稍后再试。", "The file is not here yet. Try again in a moment.");
    private static final LocalText EXAMINED =
            LocalText.of("文件正在做病毒扫描，请稍后再试。", "The file is being examined for viruses. Try again in a moment.");
    private static final LocalText NEVER =
            LocalText.of("这个文件没有取回，不能转交。", "This file was never fetched and cannot be handed on.");

    private final MessageDoor door;
    private final MediaShelf shelf;
    private final UploadShelf uploads;
    private final MediaStore store;
    private final Asked asked;
    private final Clock clock;

    @Activate
    public FileCounter(
            @Reference MessageDoor door,
            @Reference MediaShelf shelf,
            @Reference UploadShelf uploads,
            @Reference MediaStore store,
            @Reference Vault vault,
            @Reference Clock clock) {
        this.door = door;
        this.shelf = shelf;
        this.uploads = uploads;
        this.store = store;
        this.asked = new Asked(vault);
        this.clock = clock;
    }

    @Override
    public Sought find(Asker asker, String file) {
        Matcher attached = ATTACHED.matcher(file);
        if (attached.matches()) {
            return attached(asker, new MessageId(attached.group(1)), Integer.parseInt(attached.group(2)));
        }
        return UPLOAD.matcher(file).matches() ? own(asker, new MessageId(file)) : new Unknown();
    }

    /** What one has put in oneself, and nobody else's; as secret as the message from which somebody has the same bytes. */
    private Sought own(Asker asker, MessageId id) {
        Optional<MediaFile> file = uploads.find(id)
                .filter(upload -> upload.whole() && upload.owner().equals(asker.account()))
                .flatMap(upload -> shelf.find(id, Upload.OWN));
        return file.isEmpty()
                ? new Unknown()
                : sought(
                        file.get(),
                        asked.openName(file.get()),
                        Optional.empty(),
                        shelf.secrecy(file.get().hash()));
    }

    /** A file of a message that one may read. */
    private Sought attached(Asker asker, MessageId id, int n) {
        Optional<MessageView> view = door.find(asker, id);
        List<Attachment> attachments =
                view.map(v -> v.message().content().attachments()).orElse(List.of());
        if (n >= attachments.size()) {
            return new Unknown();
        }
        Attachment attachment = attachments.get(n);
        Optional<MediaFile> file = shelf.find(id, asked.name(attachment));
        return file.isEmpty()
                ? new Away(false, NEVER)
                : sought(
                        file.get(),
                        FileName.clean(attachment.name().orElse("")),
                        Optional.of(id),
                        Secrecy.among(view.orElseThrow().marks()));
    }

    private static Sought sought(MediaFile file, String name, Optional<MessageId> message, Secrecy secrecy) {
        return switch (file.state()) {
            case KEPT -> new Here(
                    new HeldFile(ticket(file), name, file.kind(), file.bytes(), file.hash(), message, secrecy));
            case WAITING -> new Away(true, file.why().orElse(COMING));
            case CHECKING -> new Away(true, file.why().orElse(EXAMINED));
            case INFECTED, FAILED, GONE -> new Away(false, file.why().orElse(NEVER));
        };
    }

    private static String ticket(MediaFile file) {
        return file.message().value() + "/" + file.name();
    }

    @Override
    public InputStream open(String ticket) throws IOException {
        Matcher parts = TICKET.matcher(ticket);
        if (!parts.matches()) {
            throw new FileNotFoundException("there is no such file");
        }
        MediaFile file = shelf.find(new MessageId(parts.group(1)), parts.group(2))
                .filter(found -> found.state() == MediaFile.State.KEPT)
                .orElseThrow(() -> new FileNotFoundException("the file is not here any more"));
        return store.open(file, new Span(0, file.bytes()));
    }

    @Override
    public void keep(Connection transaction, String ticket, String by, Instant until) throws SQLException {
        Optional<MessageId> upload = upload(ticket);
        if (upload.isPresent()) {
            uploads.need(transaction, upload.get(), by, until);
        }
    }

    @Override
    public void letGo(Connection transaction, String ticket, String by) throws SQLException {
        Optional<MessageId> upload = upload(ticket);
        if (upload.isPresent()) {
            uploads.letGo(transaction, upload.get(), by, clock.instant());
        }
    }

    /** Of what was put in; empty for a message's file. */
    private static Optional<MessageId> upload(String ticket) {
        Matcher parts = TICKET.matcher(ticket);
        return parts.matches() && parts.group(2).equals(Upload.OWN)
                ? Optional.of(new MessageId(parts.group(1)))
                : Optional.empty();
    }
}
