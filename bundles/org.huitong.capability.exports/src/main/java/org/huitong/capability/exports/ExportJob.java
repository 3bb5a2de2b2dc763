// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Entrance;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.document.ReportPrinter;
import org.huitong.api.message.Unavailable;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageDoor.Listing;
import org.huitong.api.query.MessageDoor.Reading;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.kit.job.Owner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes a file of messages, through the door, page by page: each page with the rights that its owner has in that moment, to
 * read and to take out. Whatever is beyond either, by its department or its secrecy, is not in it.
 */
@Component(service = JobKind.class)
@JobName(job = ExportJob.NAME)
public final class ExportJob implements JobKind {
    static final String NAME = "messages.export";
    private static final Act EXPORT = Act.of(Permissions.EXPORT);
    private static final int PAGE = 200;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final MessageDoor door;
    private final DecisionPoint decisions;
    private final Owner owner;
    private final ReportPrinter printer;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public ExportJob(
            @Reference MessageDoor door,
            @Reference DecisionPoint decisions,
            @Reference Entrance entrance,
            @Reference ReportPrinter printer,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.door = door;
        this.decisions = decisions;
        this.owner = new Owner(entrance, decisions);
        this.printer = printer;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        long[] messages = {0};
        try {
            return export(run, messages);
        } catch (JobFailure | RuntimeException e) {
            failed(run, messages[0]);
            throw e;
        } catch (InterruptedException e) {
            // A hub that stops goes on with it when it is back.
            if (run.isCancelled()) {
                failed(run, messages[0]);
            }
            throw e;
        }
    }

    /** Nobody gets the file; what was read for it is in the audit, and so is why there is no hash. */
    private void failed(JobRun run, long messages) {
        audit.note(Deed.failed(doer(run), NAME, Thing.of("export", run.id())).changing("", messages + " messages"));
    }

    private Doer doer(JobRun run) {
        try {
            return Doer.of(owner.of(run));
        } catch (JobFailure shut) {
            return new Doer(run.owner(), run.owner());
        }
    }

    private LocalText export(JobRun run, long[] messages) throws JobFailure, InterruptedException {
        Wish wish = Wish.read(run.argument());
        MessageDigest hash = sha256();
        boolean whole;
        try (OutputStream file = new DigestOutputStream(
                run.file("messages." + wish.format().word(), wish.format().mediaType()), hash)) {
            Optional<FileKind> kind = wish.format().report();
            whole = kind.isEmpty() ? lines(run, wish, file, messages) : report(run, wish, kind.get(), file, messages);
        } catch (IOException e) {
            throw new JobFailure(
                    LocalText.of("文件写不出来，请检查磁盘空间。", "The file cannot be written; look for space on the disk."));
        }
        Asker who = owner.who(run, EXPORT);
        audit.note(Deed.done(Doer.of(who), NAME, Thing.of("export", run.id()))
                .changing(
                        "", messages[0] + " messages\nsha256 " + HexFormat.of().formatHex(hash.digest())));
        LocalText exported = exported(who, messages[0]);
        return whole
                ? exported
                : LocalText.of(
                        exported.zh() + "一份这样的文件放不下更多，请缩小范围或改用 jsonl。",
                        exported.en() + " Such a file takes no more; ask for fewer, or for jsonl.");
    }

    /** Whoever saw more in the list than the file has reads why, and does not take it for all there is. */
    private LocalText exported(Asker who, long messages) {
        LocalText counted = LocalText.of("已导出 " + messages + " 条消息。", messages + " messages were exported.");
        boolean all = decisions.scope(who, Act.of(Permissions.READ)).equals(decisions.scope(who, EXPORT));
        return all
                ? counted
                : LocalText.of(
                        counted.zh() + "您的导出权限小于查看权限（例如只含分配给您的消息，或只到内部密级）：列表中超出导出权限的消息不在文件里。",
                        counted.en()
                                + " Your right to export reaches less far than your right to read, as to messages that are"
                                + " assigned to you, or no more than internal: what is beyond it in the list is not in"
                                + " the file.");
    }

    private boolean lines(JobRun run, Wish wish, OutputStream file, long[] messages)
            throws JobFailure, InterruptedException, IOException {
        each(run, wish, view -> {
            file.write((Row.json(view) + "\n").getBytes(StandardCharsets.UTF_8));
            messages[0]++;
            return true;
        });
        return true;
    }

    private boolean report(JobRun run, Wish wish, FileKind kind, OutputStream file, long[] messages)
            throws JobFailure, InterruptedException, IOException {
        Asker who = owner.who(run, EXPORT);
        Instant now = clock.instant();
        Report report = Report.of(LocalText.of("消息导出", "Messages"), now, Row.COLUMNS, taker -> {
                    try {
                        each(run, wish, view -> {
                            boolean more = taker.take(Row.cells(view));
                            messages[0] += more ? 1 : 0;
                            return more;
                        });
                    } catch (JobFailure | InterruptedException | IOException e) {
                        throw new Ended(e);
                    }
                })
                .signedFor(who)
                .watermarked(watermark(who, now));
        try {
            return printer.print(report, kind, true, file);
        } catch (Ended ended) {
            return ended.rethrow();
        }
    }

    /** A page that lies about somewhere says who took it out, and when. */
    private String watermark(Asker who, Instant now) {
        return who.name() + " " + who.account() + " " + MINUTE.format(LocalDateTime.ofInstant(now, clock.zone()));
    }

    /** Carries through the printer what ended the rows. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended(Exception why) {
            super(why);
        }

        boolean rethrow() throws JobFailure, InterruptedException, IOException {
            if (getCause() instanceof JobFailure e) {
                throw e;
            }
            if (getCause() instanceof InterruptedException e) {
                throw e;
            }
            throw (IOException) getCause();
        }
    }

    private interface Taker {
        /** @return false: no more */
        boolean take(MessageView view) throws IOException;
    }

    private void each(JobRun run, Wish wish, Taker taker) throws JobFailure, InterruptedException, IOException {
        long after = 0;
        long done = 0;
        while (true) {
            Listing page = page(owner.who(run, EXPORT), wish, after);
            for (MessageView view : page.items()) {
                // Of what is quarantined not even the fact leaves the hub.
                if (!isQuarantined(view) && !taker.take(view)) {
                    return;
                }
                done++;
            }
            run.progress(done, 0);
            Optional<String> next = page.next();
            if (next.isEmpty()) {
                return;
            }
            after = Long.parseLong(next.get());
        }
    }

    private static boolean isQuarantined(MessageView view) {
        return view.message()
                .content()
                .unavailable()
                .filter(why -> why.reason() == Unavailable.Reason.QUARANTINED)
                .isPresent();
    }

    private Listing page(Asker who, Wish wish, long after) throws JobFailure {
        if (!(decisions.scope(who, EXPORT) instanceof Scope.Within within)) {
            throw new JobFailure(LocalText.of("已没有导出消息的权限。", "The right to export messages is gone."));
        }
        MessageQuery query = new MessageQuery(wish.filter().and(within.filter()), new Order.Oldest(after), PAGE, true);
        Reading<Listing> reading = door.list(who, query);
        if (reading instanceof Reading.Denied<Listing> denied) {
            throw new JobFailure(denied.reason());
        }
        Listing page = ((Reading.Granted<Listing>) reading).value();
        if (!page.complete()) {
            throw new JobFailure(
                    LocalText.of("搜索还没有读完全部消息，请稍后再试。", "Search has not read all messages yet; try again later."));
        }
        return page;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
