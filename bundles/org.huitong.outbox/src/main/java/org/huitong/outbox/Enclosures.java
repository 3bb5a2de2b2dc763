// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.io.FileNotFoundException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.connector.Enclosure;
import org.huitong.api.file.FileDoor;
import org.huitong.api.file.HeldFile;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The files that go along with letters. Where nobody keeps files, letters of words go all the same. */
@Component(service = Enclosures.class)
public final class Enclosures {
    /** Of a letter that nobody could tell of it is decided after its time, too. */
    private static final Duration DECIDED = Duration.ofDays(1);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile FileDoor files;

    /** A file that this asker may hand on, by the name that callers have for it. */
    HeldFile find(Asker asker, String file) {
        FileDoor door = files;
        if (door == null) {
            throw new Problem(
                    503,
                    "files-away",
                    LocalText.of("文件功能暂时不可用，请稍后再试。", "Files are not at hand just now. Try again in a moment."));
        }
        FileDoor.Sought sought = door.find(asker, file);
        if (sought instanceof FileDoor.Here here) {
            if (here.file().secrecy().compareTo(Secrecy.INTERNAL) > 0) {
                String called = here.file().secrecy().label().zh();
                throw new Problem(
                        403,
                        "transfer-only",
                        LocalText.of(
                                "这个文件是“" + called + "”，请在“文件传送”里按规定传送。",
                                "This file is called \""
                                        + here.file().secrecy().label().en()
                                        + "\": hand it on by a file transfer, where its rules are kept."));
            }
            return here.file();
        }
        if (sought instanceof FileDoor.Away away) {
            throw new Problem(away.soon() ? 409 : 410, away.soon() ? "not-here-yet" : "not-to-be-had", away.why());
        }
        throw Problem.notFound(LocalText.of("这个文件", "file"));
    }

    /** Until its letter is sent, or of no use any more. */
    void keep(Connection transaction, Writing.File file, String letter, Instant expires) throws SQLException {
        FileDoor door = files;
        if (door != null) {
            door.keep(transaction, file.ticket(), "letter " + letter, expires.plus(DECIDED));
        }
    }

    /** What goes along with a piece. */
    Optional<Enclosure> of(Writing piece) {
        if (!(piece instanceof Writing.File file)) {
            return Optional.empty();
        }
        return Optional.of(() -> {
            FileDoor door = files;
            if (door == null) {
                throw new FileNotFoundException("nobody keeps files just now");
            }
            return door.open(file.ticket());
        });
    }
}
