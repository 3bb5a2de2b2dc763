// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Finding;
import org.huitong.hub.stage.StageBench;
import org.huitong.hub.stage.StageSeat;

/**
 * The judging of everything that one call said. It runs on the call's thread; a watcher may end it from outside, when a
 * stage does not come back, and goes on with what was found so far. Only one of the two gets the result.
 */
public final class Judging {
    private final List<Sighting.Said> messages;
    private final List<Judged> judged = new ArrayList<>();
    private List<Finding> findings = new ArrayList<>();
    private List<String> owed = new ArrayList<>();
    private StageSeat asked;
    private long askedSince;
    private boolean ended;
    /** The stage for whose sake it was ended. */
    private StageSeat stuck;

    public Judging(List<Sighting.Said> messages) {
        this.messages = messages;
    }

    /** Lets the stages judge; empty where the watcher has ended it in the meantime. */
    public Optional<List<Judged>> run(StageBench bench) {
        try {
            for (Sighting.Said said : messages) {
                bench.judge(said.message(), new StageBench.Progress() {
                    @Override
                    public void asks(StageSeat seat) {
                        note(seat);
                    }

                    @Override
                    public void found(Finding finding) {
                        note(finding);
                    }

                    @Override
                    public void owes(String stage) {
                        noteOwed(stage);
                    }
                });
                if (!next(said)) {
                    return Optional.empty();
                }
            }
            return end();
        } finally {
            leave();
        }
    }

    /**
     * Ends it where one stage has been thinking since before {@code then}: whatever was not found yet is owed.
     *
     * @param then a time of {@link System#nanoTime()}
     */
    public synchronized Optional<List<Judged>> endIfStuckSince(long then, StageBench bench) {
        if (ended || asked == null || askedSince - then > 0) {
            return Optional.empty();
        }
        stuck = asked;
        stuck.hangs();
        ended = true;
        List<Judged> all = new ArrayList<>(judged);
        for (Sighting.Said said : messages.subList(judged.size(), messages.size())) {
            List<String> missing = bench.seats().stream()
                    .map(StageSeat::name)
                    .filter(name -> findings.stream().noneMatch(f -> f.stage().equals(name)))
                    .toList();
            all.add(new Judged(said, List.copyOf(findings), missing));
            findings = List.of();
        }
        return Optional.of(all);
    }

    private synchronized void note(StageSeat seat) {
        asked = seat;
        askedSince = System.nanoTime();
    }

    private synchronized void note(Finding finding) {
        if (!ended) {
            findings.add(finding);
        }
    }

    private synchronized void noteOwed(String stage) {
        if (!ended) {
            owed.add(stage);
        }
    }

    private synchronized boolean next(Sighting.Said said) {
        if (ended) {
            return false;
        }
        judged.add(new Judged(said, findings, owed));
        findings = new ArrayList<>();
        owed = new ArrayList<>();
        return true;
    }

    private synchronized Optional<List<Judged>> end() {
        if (ended) {
            return Optional.empty();
        }
        ended = true;
        return Optional.of(judged);
    }

    /** However the judging ended: nobody is asked any more, and a stage that was given up has come back. */
    private void leave() {
        StageSeat back;
        synchronized (this) {
            ended = true;
            back = stuck;
        }
        if (back != null) {
            back.cameBack();
        }
    }
}
