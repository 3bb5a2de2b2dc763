// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.chat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A moment as letters to people write it, short and in Chinese as the platforms are: {@code 3月12日 18:00}. */
public final class WrittenTime {
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("M月d日 HH:mm");

    private WrittenTime() {}

    /** @param zone where the hub is */
    public static String of(Instant moment, ZoneId zone) {
        return SHORT.format(moment.atZone(zone));
    }
}
