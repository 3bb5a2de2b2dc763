// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Tells people that something is beyond its norm, that it is over, and what the day was like. In Chinese, as the platforms
 * are. The key names incident or day, so that each is told once, whatever happens between.
 */
@Component(service = MonitorLetters.class)
public final class MonitorLetters {
    static final String SUBJECT = "monitor";
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("M月d日 HH:mm");
    /** Older news of this kind is none. */
    private static final Duration OF_USE = Duration.ofDays(1);

    static final String UNKNOWN = "不再测量 / not measured any more";

    private final Outbox outbox;
    private final Clock clock;

    /** Without it nobody knows who has a role, and the outbox finds out. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile RoleHolders holders;

    @Activate
    public MonitorLetters(@Reference Outbox outbox, @Reference Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @return who was told, for the timeline */
    String breach(Connection transaction, Incident incident, Standing standing, Norm norm) throws SQLException {
        String text = "【运行监控】" + title(standing, norm)
                + "\n自 " + shown(standing.since()) + " 起，已立为问题 " + incident.code()
                + standing.cause().map(cause -> "\n原因：" + cause.zh()).orElse("")
                + "\n处理：" + standing.gauge().handling().zh();
        return post(transaction, "breach:" + incident.id(), text, true, norm.tell());
    }

    /**
     * @param recovered else it is not measured any more
     * @return who was told, for the timeline
     */
    String over(Connection transaction, Incident incident, Standing standing, Norm norm, boolean recovered)
            throws SQLException {
        Duration lasted = Duration.between(incident.openedAt(), clock.instant());
        String text = (recovered ? "【运行监控】已恢复：" : "【运行监控】已不再测量，是否恢复未知：") + subject(standing)
                + "\n" + (recovered ? "" : "最后一次：") + figure(standing, norm)
                + "，历时约 " + Math.max(1, lasted.toMinutes()) + " 分钟"
                + "\n请在“问题处理”中补充原因并关闭 " + incident.code() + "。";
        return post(transaction, "over:" + incident.id(), text, true, norm.tell());
    }

    /** @return who was told */
    String daily(Connection transaction, LocalDate day, String text, List<String> addresses) throws SQLException {
        return post(transaction, "daily:" + day, text, false, addresses);
    }

    /** Each gets one, by however many ways they are named. */
    private String post(Connection transaction, String key, String text, boolean urgent, List<String> addresses)
            throws SQLException {
        List<String> told = new ArrayList<>();
        Map<String, To> all = new LinkedHashMap<>();
        for (String address : addresses) {
            List<To> some = to(address);
            some.forEach(to -> all.put(to instanceof To.Person one ? Address.ofPerson(one.person()) : address, to));
            told.add(some.isEmpty() ? address + "（无人担任）" : address);
        }
        for (Map.Entry<String, To> one : all.entrySet()) {
            outbox.post(
                    transaction,
                    new Letter(
                            one.getValue(),
                            new Writing.Text(text),
                            SUBJECT,
                            false,
                            urgent,
                            Optional.of(key + ":" + one.getKey()),
                            Optional.empty(),
                            Optional.of(clock.instant().plus(OF_USE))));
        }
        return told.isEmpty() ? "没有设置通知对象" : String.join("、", told);
    }

    /** Nobody where nobody has the role: a letter to nobody would wait, and be a breach itself. */
    private List<To> to(String address) {
        Optional<String> person = Address.person(address);
        if (person.isPresent()) {
            return List.of(new To.Person(person.get()));
        }
        String role = Address.role(address);
        RoleHolders known = holders;
        return known == null
                ? List.of(new To.Role(role, Optional.empty()))
                : known.of(role, Optional.empty()).stream()
                        .<To>map(To.Person::new)
                        .toList();
    }

    static String title(Standing standing, Norm norm) {
        return standing.gauge().isYesOrNo()
                ? subject(standing) + "异常"
                : subject(standing) + "超出正常值：" + figure(standing, norm);
    }

    private static String subject(Standing standing) {
        String item = standing.gauge().item().zh();
        return standing.subject().isEmpty() ? item : item + " " + standing.subject() + " ";
    }

    /** Such as {@code 6.2 s（正常 ≤ 5 s）}. */
    static String figure(Standing standing, Norm norm) {
        if (standing.gauge().isYesOrNo()) {
            return standing.state() == State.BAD ? "异常" : "正常";
        }
        String unit = standing.gauge().unit();
        String number = BigDecimal.valueOf(standing.value())
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return number + (unit.isEmpty() ? "" : " " + unit) + "（正常 "
                + standing.gauge().normal(norm.limits()) + "）";
    }

    private String shown(Instant moment) {
        return SHOWN.format(moment.atZone(clock.zone()));
    }
}
