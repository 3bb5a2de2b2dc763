// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The platform's times: seconds, milliseconds or microseconds, told apart by how many digits they have. */
final class FeishuTime {
    private static final BigDecimal LEAST_MILLIS = new BigDecimal("100000000000");
    private static final BigDecimal LEAST_MICROS = new BigDecimal("100000000000000");
    private static final BigDecimal BEYOND = new BigDecimal("100000000000000000");

    /** The platform is run for China, and people there read its dates in China's time. */
    private static final DateTimeFormatter IN_CHINA =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private FeishuTime() {}

    /** To the millisecond: events of the first version carry a fraction of seven digits that no clock meant. */
    static Optional<Instant> read(String digits) {
        if (digits.isBlank() || digits.length() > 24 || !digits.matches("[0-9]+(\\.[0-9]+)?")) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(digits);
        if (number.signum() == 0 || number.compareTo(BEYOND) >= 0) {
            return Optional.empty();
        }
        if (number.compareTo(LEAST_MILLIS) < 0) {
            number = number.movePointRight(3);
        } else if (number.compareTo(LEAST_MICROS) >= 0) {
            number = number.movePointLeft(3);
        }
        return Optional.of(Instant.ofEpochMilli(number.longValue()));
    }

    static String show(Instant time) {
        return IN_CHINA.format(time);
    }
}
