// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.simulator.day.Happening;

/**
 * An approval that an event has named: its id says all that there is to know, so that it can be told of by whoever is asked,
 * on whichever platform.
 *
 * @param running whether somebody has still to decide, else it was approved
 * @param who has applied
 * @param at when it began or was approved
 */
public record Instance(boolean running, String who, String title, Instant at) {
    /** Who decides. */
    public static final String HEAD = "zhouml";

    public static final String REASON = "见附件清单";
    public static final String AMOUNT = "12,800";
    public static final String FILE = "报价清单.csv";
    public static final String WORDS = "同意，按清单采购";

    private static final Pattern ID = Pattern.compile("proc-([ra])-([a-z0-9]+)-([0-9a-f]*)-([0-9]+)-.*");
    /** An id is no longer than the hub keeps. */
    private static final int MOST_OF_A_TITLE = 14;

    private static final Duration TAKES = Duration.ofHours(2);

    /** The id of the approval that this begins or ends. */
    public static String id(Happening happening, String title) {
        String some = title.substring(0, Math.min(MOST_OF_A_TITLE, title.length()));
        return "proc-" + (isRunning(happening) ? "r" : "a") + "-"
                + happening.who().id() + "-" + HexFormat.of().formatHex(some.getBytes(StandardCharsets.UTF_8)) + "-"
                + happening.at().getEpochSecond() + "-"
                + Integer.toHexString(happening.id().hashCode());
    }

    public static boolean isRunning(Happening happening) {
        return happening.part(1).equals("PENDING");
    }

    public static Optional<Instance> of(String id) {
        Matcher told = ID.matcher(id);
        return told.matches()
                ? Optional.of(new Instance(
                        told.group(1).equals("r"),
                        told.group(2),
                        new String(HexFormat.of().parseHex(told.group(3)), StandardCharsets.UTF_8),
                        Instant.ofEpochSecond(Long.parseLong(told.group(4)))))
                : Optional.empty();
    }

    public Instant began() {
        return running ? at : at.minus(TAKES);
    }

    /** As people number them. */
    public String number() {
        return "2026" + at.getEpochSecond();
    }

    /** The key of its one file. */
    public String file() {
        return "f" + at.getEpochSecond();
    }
}
