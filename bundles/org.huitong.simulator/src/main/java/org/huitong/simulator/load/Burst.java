// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Room;
import org.huitong.simulator.day.Script;

/** People who all speak at once: so many further messages a second on every platform. Called by one thread. */
public final class Burst {
    private final Script script;
    private final String run;
    private final RandomGenerator dice;
    private volatile int rate;
    private Instant last;
    private double owed;
    private long said;

    public Burst(Script script, String run, RandomGenerator dice) {
        this.script = script;
        this.run = run;
        this.dice = dice;
    }

    public void rate(int perSecond) {
        this.rate = perSecond;
    }

    public List<Happening> due(Instant now) {
        List<Happening> due = new ArrayList<>();
        if (rate > 0 && last != null) {
            // What a pause of ours would owe is forgotten beyond a second: a burst is a rate, not a debt.
            double seconds = Math.min(1, Duration.between(last, now).toNanos() / 1e9);
            owed += seconds * rate;
            for (; owed >= 1; owed--) {
                for (Room room : script.rooms()) {
                    if (isFirstOfItsPlatform(room)) {
                        due.add(say(room, now));
                    }
                }
            }
        }
        last = now;
        return due;
    }

    private Happening say(Room room, Instant now) {
        List<Script.Scene> scenes = script.scenes();
        Script.Scene scene = scenes.get(dice.nextInt(scenes.size()));
        Script.Line line = scene.lines().get(0);
        String id = run + "-b" + said++;
        return new Happening(id, room, line.who(), Happening.Act.TEXT, line.say(dice), id, now, now);
    }

    private boolean isFirstOfItsPlatform(Room room) {
        return script.rooms().stream()
                .filter(other -> other.platform().equals(room.platform()))
                .findFirst()
                .filter(room::equals)
                .isPresent();
    }
}
