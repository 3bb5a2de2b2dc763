// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.itest.leak.Firm.Room;
import org.huitong.itest.leak.Firm.Unit;
import org.huitong.itest.leak.Firm.Venture;
import org.huitong.itest.leak.Firm.Worker;

/**
 * Something that was said, and what became of it. Where it belongs is written down as it is said: who moves later does
 * not take along what they said.
 */
final class Said {
    final int number;
    final String platform;
    final String account;
    final Instant at;
    final Form form;
    /** The room of a group; absent: between two people, or with a robot. */
    final Optional<Room> room;
    /** Absent: a customer, or somebody whom the roster does not know. */
    final Optional<Worker> by;

    final boolean customer;
    final Optional<Worker> to;
    /** A keyword of the rules stands in it. */
    final boolean urgent;

    Level secrecy = Level.INTERNAL;
    boolean recalled;
    /** Somebody went ways to it, and may have changed what is thought of it. */
    volatile boolean walked;

    boolean edited;
    /** It bears the mark of a state secret: nobody sees its words. */
    final boolean stateSecret;

    final boolean willBeEdited;

    final Set<Integer> assigned = new HashSet<>();
    /** Of the sender, on the day, and of the room. */
    final Set<Unit> units = new HashSet<>();
    /** Of the room alone. */
    final Set<Unit> roomUnits = new HashSet<>();

    final Set<String> companies = new HashSet<>();
    final Set<String> ventures = new HashSet<>();

    /** What kind of message it is. */
    enum Form {
        TEXT,
        IMAGE,
        EVENT,
        FILE
    }

    /** How secret it is. */
    enum Level {
        PUBLIC,
        INTERNAL,
        SECRET,
        CONFIDENTIAL;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What is needed to say something. */
    record Saying(
            int number,
            String platform,
            String account,
            Instant at,
            Form form,
            Optional<Room> room,
            Optional<Worker> by,
            boolean customer,
            Optional<Worker> to,
            boolean urgent,
            boolean stateSecret,
            boolean willBeEdited) {}

    Said(Saying saying, Firm.Written ofAccount) {
        this.number = saying.number();
        this.platform = saying.platform();
        this.account = saying.account();
        this.at = saying.at();
        this.form = saying.form();
        this.room = saying.room();
        this.by = saying.by();
        this.customer = saying.customer();
        this.to = saying.to();
        this.urgent = saying.urgent();
        this.stateSecret = saying.stateSecret();
        this.willBeEdited = saying.willBeEdited();
        judge(room.map(Room::written).orElse(Firm.Written.NOTHING), ofAccount);
    }

    /** The more exact line counts, for departments, project and company each by itself. */
    void judge(Firm.Written ofRoom, Firm.Written ofAccount) {
        roomUnits.clear();
        units.clear();
        companies.clear();
        ventures.clear();
        Set<Unit> written = ofRoom.units().isEmpty() ? ofAccount.units() : ofRoom.units();
        units.addAll(written);
        if (room.isPresent()) {
            roomUnits.addAll(written);
        }
        by.ifPresent(who -> units.addAll(who.units()));
        by.ifPresent(who -> companies.add(who.company()));
        ofRoom.company().or(ofAccount::company).ifPresent(companies::add);
        ofRoom.venture().or(ofAccount::venture).map(Venture::code).ifPresent(ventures::add);
    }

    String nativeId() {
        return platform.equals("wecom") ? Integer.toString(1_000_000 + number) : "said-" + number;
    }

    private String mark(Marker.Of of) {
        return new Marker(of, number).word();
    }

    String words() {
        String text = (urgent ? "紧急：" : "关于") + (number % 2 == 0 ? "预算安排" : "合同发货") + " "
                + (edited ? mark(Marker.Of.WORDS) : mark(first()));
        return stateSecret ? "机密★ " + text : text;
    }

    private Marker.Of first() {
        return willBeEdited ? Marker.Of.EARLIER : Marker.Of.WORDS;
    }

    /** Each marker that stands in it, in any version. */
    Set<String> markers() {
        List<Marker.Of> of = new ArrayList<>();
        of.add(Marker.Of.WORDS);
        of.add(Marker.Of.EARLIER);
        of.add(Marker.Of.FILE);
        of.add(Marker.Of.QUOTE);
        of.add(Marker.Of.EVENT);
        Set<String> all = new HashSet<>();
        of.forEach(one -> all.add(mark(one)));
        return all;
    }

    String customerName() {
        return mark(Marker.Of.CUSTOMER);
    }

    @Override
    public String toString() {
        return "said-" + number + "[" + platform + " " + form + " " + secrecy + " by "
                + by.map(Worker::employee).orElse("?") + " in "
                + room.map(Room::id).orElse("direct") + "]";
    }
}
