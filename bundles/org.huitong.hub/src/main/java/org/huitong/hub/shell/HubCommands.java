// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.shell;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.DeadLetters;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.text.LocalText;
import org.huitong.kit.shell.NotDone;
import org.huitong.kit.shell.Typed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The shell's commands {@code hub:*}. Who has the shell administers the machine; reading messages is a right of its own
 * that the shell does not give.
 */
@Component(
        service = HubCommands.class,
        property = {
            "osgi.command.scope=hub",
            "osgi.command.function=connectors",
            "osgi.command.function=readers",
            "osgi.command.function=stages",
            "osgi.command.function=parked",
            "osgi.command.function=retry",
            "osgi.command.function=replay",
            "osgi.command.function=letters",
            "osgi.command.function=resend"
        })
public final class HubCommands {
    private static final Asker SHELL = new Asker("shell", "shell", Optional.empty());
    private static final LocalText NO_READER = LocalText.of("没有这个读取器", "there is no such reader");

    private final ConnectorBoard connectors;
    private final ReaderBoard readers;
    private final DeadLetters letters;

    @Activate
    public HubCommands(
            @Reference ConnectorBoard connectors, @Reference ReaderBoard readers, @Reference DeadLetters letters) {
        this.connectors = connectors;
        this.readers = readers;
        this.letters = letters;
    }

    /** How every account stands. */
    public String connectors() {
        return lines(connectors.standings().stream()
                .map(s -> String.format(
                        "%-10s %-16s %-5s messages=%d refused=%d letters=%d last=%s%s",
                        s.platform(),
                        s.account(),
                        s.profile().isEmpty() ? "away" : s.problem().isPresent() ? "wrong" : "there",
                        s.messages(),
                        s.refused(),
                        s.deadLetters(),
                        s.lastMessage().map(Object::toString).orElse("-"),
                        s.problem().map(problem -> " mend: " + problem.en()).orElse("")))
                .toList());
    }

    /** How far every reader has come. */
    public String readers() {
        return lines(readers.readers().stream()
                .map(r -> String.format(
                        "%-16s %-5s cursor=%d lag=%d parked=%d %s%s",
                        r.name(),
                        !r.present() ? "away" : r.alive() ? "there" : "dead",
                        r.cursor(),
                        r.lag(),
                        r.parked(),
                        r.waitsFor().isEmpty() ? "" : "waits for " + r.waitsFor() + " ",
                        trouble(r)))
                .toList());
    }

    /** Every stage, and what it owes. */
    public String stages() {
        return lines(readers.stages().stream()
                .map(s -> String.format(
                        "%-16s %-5s version=%d snapshot=%s owed=%d late=%d",
                        s.name(), s.present() ? "there" : "away", s.version(), s.snapshot(), s.owed(), s.late()))
                .toList());
    }

    /** The entries that a reader refused. */
    public String parked(String... typed) {
        String reader = Typed.of("hub:parked <reader>", typed).word(0);
        if (readers.readers().stream().noneMatch(r -> r.name().equals(reader))) {
            throw new NotDone(NO_READER);
        }
        return lines(readers.parked(reader, 50).stream()
                .map(p -> String.format("%d tries=%d since=%s %s", p.seq(), p.tries(), p.since(), p.reason()))
                .toList());
    }

    /** Offers a parked entry to its reader again. */
    public String retry(String... typed) {
        Typed words = Typed.of("hub:retry <reader> <seq>", typed);
        if (!readers.retry(words.word(0), words.number(1))) {
            throw new NotDone(LocalText.of("再次被拒绝，或并未搁置", "refused again, or not parked"));
        }
        return "taken";
    }

    /** Hands a reader everything after a line of the log again, as replayed. */
    public String replay(String... typed) {
        Typed words = Typed.of("hub:replay <reader> <seq>", typed);
        if (!readers.replay(words.word(0), words.number(1))) {
            throw new NotDone(NO_READER);
        }
        return "set back";
    }

    /** The newest dead letters. */
    public String letters() {
        return lines(letters.list(OptionalLong.empty(), 50).stream()
                .map(l -> String.format(
                        "%d %s~%s %s bytes=%d tries=%d %s",
                        l.id(),
                        l.platform(),
                        l.account(),
                        l.receivedAt(),
                        l.bytes(),
                        l.tries(),
                        l.reason().en()))
                .toList());
    }

    /** Sends a dead letter to its connector again. */
    public String resend(String... typed) {
        return switch (letters.sendAgain(
                SHELL, Typed.of("hub:resend <letter>", typed).number(0))) {
            case TAKEN -> "taken";
            case FAILED_AGAIN -> throw new NotDone(LocalText.of("再次失败，仍留在死信中", "it failed again and stays"));
            case NO_SUCH_LETTER -> throw new NotDone(LocalText.of("没有这封死信", "there is no such letter"));
            case CONNECTOR_AWAY -> throw new NotDone(LocalText.of("该账号的连接器不在", "the connector of its account is away"));
        };
    }

    private static String trouble(ReaderBoard.ReaderStanding r) {
        String now = r.tries() == 0 ? "" : "refuses (" + r.tries() + (r.tries() == 1 ? " try) " : " tries) ");
        return now
                + r.failedAt().map(at -> "failed " + at + " " + r.lastFailure()).orElse("");
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "none" : lines.stream().collect(Collectors.joining(System.lineSeparator()));
    }
}
