// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.capability.keeping.archive.Medium;
import org.huitong.capability.keeping.archive.RecordLine;
import org.huitong.kit.job.Owner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Copies the messages of one nomination. Whoever ordered it reads nothing of them: what they get is a count and hashes.
 * A run that was cut off is begun anew under the same name.
 */
@Component(service = JobKind.class)
@JobName(job = CopyRun.NAME)
public final class CopyRun implements JobKind {
    static final String NAME = "copies.make";
    private static final String FILE = ".p7m";
    private static final Act MAKE = Act.of(CopiesPage.MAKE);

    private final NominationShelf shelf;
    private final CopyPlace place;
    private final Transactions transactions;
    private final Keeping keeping;
    private final KeptFiles files;
    private final Vault vault;
    private final Audit audit;
    private final Clock clock;
    private final Owner owner;

    @Activate
    public CopyRun(
            @Reference NominationShelf shelf,
            @Reference CopyPlace place,
            @Reference Transactions transactions,
            @Reference Keeping keeping,
            @Reference KeptFiles files,
            @Reference Vault vault,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference Entrance entrance,
            @Reference DecisionPoint decisions) {
        this.shelf = shelf;
        this.place = place;
        this.transactions = transactions;
        this.keeping = keeping;
        this.files = files;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
        this.owner = new Owner(entrance, decisions);
    }

    @Override
    public boolean resumes() {
        return true;
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        Asker by = owner.who(run, MAKE);
        int id = Integer.parseInt(run.argument());
        try {
            CopyPlace.Ready ready = place.ready();
            String name = name(ready.medium(), id);
            boolean ours = transactions.write(connection -> shelf.begin(
                    connection, id, run.id(), name, ready.recipient().fingerprint(), by.account(), clock.instant()));
            if (!ours) {
                throw notOurs();
            }
            return copy(run, by, id, name, ready);
        } catch (IOException e) {
            audit.note(Deed.failed(Doer.of(by), NAME, Thing.of("nomination", Integer.toString(id))));
            throw new JobFailure(trouble(e));
        }
    }

    /** That of the file which was begun; else one that nothing has, for a restored database counts its nominations anew. */
    private String name(Medium medium, int id) throws IOException {
        Nomination nomination =
                transactions.read(connection -> shelf.find(connection, id)).orElseThrow();
        if (nomination.state() == Nomination.State.BEGUN) {
            return nomination.copy().orElseThrow().place();
        }
        String first = "N%05d-%s".formatted(id, nomination.hash().substring(0, 8));
        String name = first;
        for (int nth = 2; medium.exists(name + FILE); nth++) {
            name = first + "-" + nth;
        }
        return name + FILE;
    }

    private LocalText copy(JobRun run, Asker by, int id, String name, CopyPlace.Ready ready)
            throws IOException, JobFailure, InterruptedException {
        SealedCopy.Written written = whole(run, id, name, ready);
        // What has been read back is never cleared again: nobody can tell whether a commit that failed has taken
        // effect.
        boolean ours = transactions.write(connection -> {
            if (!shelf.copied(
                    connection, id, run.id(), written.bytes(), written.hash(), written.prints(), clock.instant())) {
                return false;
            }
            audit.note(
                    connection,
                    Deed.done(Doer.of(by), NAME, Thing.of("nomination", Integer.toString(id)))
                            .changing(
                                    "",
                                    written.prints().size() + " messages\nfile " + name + "\nsha256 "
                                            + written.hash() + "\nrecipient "
                                            + ready.recipient().fingerprint()));
            return true;
        });
        if (!ours) {
            throw notOurs();
        }
        return told(run, written.prints().size(), id);
    }

    private static JobFailure notOurs() {
        return new JobFailure(LocalText.of(
                "这项提名已撤回、已完成，或正由另一个任务备份。", "This nomination was withdrawn, is done, or is another job's."));
    }

    /** Written and read back, or nothing. */
    private SealedCopy.Written whole(JobRun run, int id, String name, CopyPlace.Ready ready)
            throws IOException, JobFailure, InterruptedException {
        SealedCopy.clear(ready.medium(), name);
        boolean whole = false;
        try {
            SealedCopy.Written written = write(run, id, name, ready);
            whole = true;
            return written;
        } finally {
            if (!whole) {
                takeBack(run, id, name, ready);
            }
        }
    }

    /** Where nothing is left on the medium it waits again; else it stays begun, and is named in certificates. */
    private void takeBack(JobRun run, int id, String name, CopyPlace.Ready ready) {
        try {
            SealedCopy.clear(ready.medium(), name);
        } catch (IOException left) {
            return;
        }
        transactions.write(connection -> {
            shelf.undone(connection, id, run.id());
            return null;
        });
    }

    private SealedCopy.Written write(JobRun run, int id, String name, CopyPlace.Ready ready)
            throws IOException, JobFailure, InterruptedException {
        List<MessageId> messages = transactions.read(connection -> shelf.lines(connection, id)).stream()
                .map(Nomination.Line::id)
                .toList();
        try (SealedCopy copy = new SealedCopy(ready.medium(), name, ready.recipient(), files, this::print)) {
            for (int from = 0; from < messages.size(); from += Keeping.AT_ONCE) {
                owner.who(run, MAKE);
                int to = Math.min(messages.size(), from + Keeping.AT_ONCE);
                for (Keeping.Kept kept : keeping.open(messages.subList(from, to))) {
                    copy.add(RecordLine.of(kept));
                }
                run.progress(to, messages.size());
            }
            return copy.end();
        }
    }

    private String print(byte[] line) {
        return HexFormat.of().formatHex(vault.fingerprint("copied", line));
    }

    private LocalText told(JobRun run, int copied, int id) {
        int nominated = transactions
                .read(connection -> shelf.find(connection, id))
                .orElseThrow()
                .messages();
        LocalText all = LocalText.of(
                "已备份 " + copied + " 条消息，回读核验无误。", copied + " messages were copied, read back and found right.");
        int left = nominated - copied;
        return left == 0
                ? all
                : LocalText.of(
                        all.zh() + "另有 " + left + " 条不在其中：已销毁、带国家秘密标志，或附件读不出来。",
                        all.en() + " " + left
                                + " are not among them: destroyed, marked as a state secret, or with a file that cannot be read.");
    }

    private static LocalText trouble(IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return LocalText.of(
                "备份路径不可用或读写失败（" + reason + "）；没有备份，提名仍在等待。",
                "The path of copies is not there, or cannot be written or read (" + reason
                        + "); nothing was copied, and the nomination waits.");
    }
}
