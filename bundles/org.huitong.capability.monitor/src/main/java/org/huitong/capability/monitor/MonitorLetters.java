// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.complaint.ComplaintBox.Complaint;
import org.huitong.capability.monitor.gauge.Norm;
import org.huitong.capability.monitor.gauge.Standing;
import org.huitong.capability.monitor.gauge.State;
import org.huitong.capability.monitor.incident.Incident;
import org.huitong.capability.monitor.report.DailyLine;
import org.huitong.kit.chat.WrittenTime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Tells people that something is beyond its norm, that it is over, what the day was like, and what they were answered. The
 * letters are in Chinese, as the platforms are; what is kept of them is in both languages. The key names incident or day, so
 * that each is told once, whatever happens between.
 */
@Component(service = MonitorLetters.class)
public final class MonitorLetters {
    static final String SUBJECT = "monitor";
    /** Older news of this kind is none. */
    private static final Duration OF_USE = Duration.ofDays(1);

    public static final LocalText UNKNOWN = LocalText.of("不再测量", "not measured any more");
    private static final LocalText NOBODY = LocalText.of("没有设置通知对象", "nobody is to be told");

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
    public LocalText breach(Connection transaction, Incident incident, Standing standing, Norm norm)
            throws SQLException {
        String text = "【运行监控】" + title(standing, norm).zh()
                + "\n自 " + shown(standing.since()) + " 起，已立为问题 " + incident.code()
                + standing.cause().map(cause -> "\n原因：" + cause.zh()).orElse("")
                + "\n处理：" + standing.gauge().handling().zh();
        return post(transaction, "breach:" + incident.id(), text, true, norm.tell());
    }

    /**
     * @param recovered else it is not measured any more
     * @return who was told, for the timeline
     */
    public LocalText over(Connection transaction, Incident incident, Standing standing, Norm norm, boolean recovered)
            throws SQLException {
        Duration lasted = Duration.between(incident.openedAt(), clock.instant());
        String text = (recovered ? "【运行监控】已恢复：" : "【运行监控】已不再测量，是否恢复未知：")
                + subject(standing).zh()
                + "\n" + (recovered ? "" : "最后一次：") + figure(standing, norm).zh()
                + "，历时约 " + Math.max(1, lasted.toMinutes()) + " 分钟"
                + "\n请在“问题处理”中补充原因并关闭 " + incident.code() + "。";
        return post(transaction, "over:" + incident.id(), text, true, norm.tell());
    }

    /** @return who was told */
    public LocalText daily(Connection transaction, LocalDate day, String text, List<String> addresses)
            throws SQLException {
        return post(transaction, "daily:" + day, text, false, addresses);
    }

    /** @return who was told */
    public LocalText weekly(Connection transaction, LocalDate monday, String text, List<String> addresses)
            throws SQLException {
        return post(transaction, "weekly:" + monday, text, false, addresses);
    }

    /** To whoever complained, where their account is somebody's; others read it on the page. It stays of use. */
    public void answered(Connection transaction, Complaint complaint, String answer) throws SQLException {
        if (complaint.person().isPresent()) {
            outbox.post(
                    transaction,
                    new Letter(
                            new To.Person(complaint.person().get()),
                            new Writing.Text("【意见与投诉】您 " + shown(complaint.at()) + " 提出的意见已有答复：\n" + answer),
                            SUBJECT,
                            false,
                            false,
                            Optional.of("complaint:" + complaint.id()),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    /** Each gets one, by however many ways they are named. */
    private LocalText post(Connection transaction, String key, String text, boolean urgent, List<String> addresses)
            throws SQLException {
        List<LocalText> told = new ArrayList<>();
        Map<String, To> all = new LinkedHashMap<>();
        for (String address : addresses) {
            List<To> some = to(address);
            some.forEach(to -> all.put(to instanceof To.Person one ? Address.ofPerson(one.person()) : address, to));
            told.add(
                    some.isEmpty()
                            ? LocalText.of(address + "（无人担任）", address + " (nobody has it)")
                            : LocalText.of(address, address));
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
        return told.isEmpty()
                ? NOBODY
                : LocalText.of(
                        told.stream().map(LocalText::zh).collect(Collectors.joining("、")),
                        told.stream().map(LocalText::en).collect(Collectors.joining(", ")));
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

    public static LocalText title(Standing standing, Norm norm) {
        LocalText subject = subject(standing);
        LocalText figure = figure(standing, norm);
        return standing.gauge().isYesOrNo()
                ? LocalText.of(subject.zh() + "异常", subject.en() + ": bad")
                : LocalText.of(
                        subject.zh() + "超出正常值：" + figure.zh(), subject.en() + " beyond its norm: " + figure.en());
    }

    private static LocalText subject(Standing standing) {
        LocalText item = standing.gauge().item();
        return standing.subject().isEmpty()
                ? item
                : LocalText.of(item.zh() + " " + standing.subject() + " ", item.en() + " " + standing.subject());
    }

    /** Such as {@code 6.2 s (normal ≤ 5 s)}. */
    public static LocalText figure(Standing standing, Norm norm) {
        if (standing.gauge().isYesOrNo()) {
            return DailyLine.words(standing.state() == State.BAD ? State.BAD : State.GOOD);
        }
        String unit = standing.gauge().unit();
        String number = BigDecimal.valueOf(standing.value())
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        String value = number + (unit.isEmpty() ? "" : " " + unit);
        String normal = standing.gauge().normal(norm.limits());
        return LocalText.of(value + "（正常 " + normal + "）", value + " (normal " + normal + ")");
    }

    private String shown(Instant moment) {
        return WrittenTime.of(moment, clock.zone());
    }
}
