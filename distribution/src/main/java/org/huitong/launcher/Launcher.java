// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.util.Arrays;
import java.util.List;

/** What {@code bin/huitong} calls: run the hub, look at a running one, or talk to its shell. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        String verb = words.isEmpty() ? "run" : words.get(0);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        Place place;
        try {
            place = Place.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        switch (verb) {
            case "run" -> System.exit(new Life(place).run());
            case "check" -> System.exit(ResolveCheck.run(place));
            case "train" -> System.exit(Training.run(System.getenv()));
            case "alone" -> System.exit(Alone.run(place, rest));
            case "status" -> System.exit(Probe.status(place));
            case "await" -> System.exit(Probe.await(place, Long.parseLong(rest.get(0)), Long.parseLong(rest.get(1))));
            case "shell" -> System.exit(ShellClient.talk(place, rest));
            default -> {
                System.err.println("Unknown word: " + verb);
                System.exit(2);
            }
        }
    }
}
