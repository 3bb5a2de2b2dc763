// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.keeping.Periods.Member;
import org.huitong.api.message.MessageId;
import org.huitong.capability.keeping.ArchivePlace.State.Ready;
import org.huitong.capability.keeping.CertificateShelf.Grounds;
import org.huitong.capability.keeping.CertificateShelf.Line;
import org.huitong.capability.keeping.CertificateShelf.Place;
import org.huitong.capability.keeping.ContainerShelf.Archived;
import org.huitong.capability.keeping.ContainerShelf.Container;
import org.huitong.capability.keeping.Filing.Desk;
import org.huitong.capability.keeping.archive.ContainerReader;
import org.huitong.capability.keeping.archive.ContainerWriter;
import org.huitong.capability.keeping.archive.Excerpt;

/**
 * Takes the messages of a month out of the archive. Every container is read, since one that was archived anew once lies in
 * two; what stays of a container is written as another one and read back before the old one goes. A container is written
 * down as gone before its first file is: what a crash leaves of it is found by that.
 */
final class Thinning {
    private final Desk desk;
    private final CertificateShelf certificates;
    private final Ready place;
    private final Disposal disposal;
    private final String run;
    private final Map<MessageId, Member> members;
    private final Check check;
    private final ContainerReader reader;

    /** That these may go still. */
    interface Check {
        void check(Connection transaction, List<Long> lines, List<MessageId> ids) throws SQLException;
    }

    /** @param members those that go, which were forgotten here */
    Thinning(
            Desk desk,
            CertificateShelf certificates,
            Ready place,
            Disposal disposal,
            String run,
            Map<MessageId, Member> members,
            Check check) {
        this.desk = desk;
        this.certificates = certificates;
        this.place = place;
        this.disposal = disposal;
        this.run = run;
        this.members = members;
        this.check = check;
        this.reader = new ContainerReader(place.medium(), place.key());
    }

    void go() throws IOException {
        List<Place> named =
                desk.transactions().read(connection -> CertificateShelf.places(connection, disposal.certificate()));
        for (Place one : named) {
            if (one.kind().equals("container")) {
                remove(one.place());
            }
        }
        int touched = named.size();
        for (Container container : all(ContainerShelf.State.KEPT)) {
            touched += thin(container) ? 1 : 0;
        }
        for (Container lost : all(ContainerShelf.State.LOST)) {
            name(new Place("lost-container", lost.place(), false, lost.hash(), lost.messages()));
        }
        if (touched > 0) {
            name(new Place("archive-copies", "before " + desk.clock().instant(), false, "", members.size()));
        }
    }

    private List<Container> all(ContainerShelf.State state) {
        return desk.transactions().read(connection -> desk.shelf().all(connection, state));
    }

    private void name(Place one) {
        desk.transactions().write(connection -> {
            certificates.name(connection, disposal.certificate(), one);
            return null;
        });
    }

    private void remove(String container) throws IOException {
        ContainerWriter.remove(place.medium(), container);
        place.medium().settle(container.substring(0, container.lastIndexOf('/')));
    }

    /** @return whether something of the month was in it */
    private boolean thin(Container container) throws IOException {
        List<MessageId> ids;
        try {
            reader.check(container.place(), container.hash());
            ids = reader.ids(container.place());
        } catch (ContainerReader.Damaged | NoSuchFileException damaged) {
            desk.transactions().write(connection -> {
                desk.shelf().lost(connection, container.id(), desk.clock().instant());
                return null;
            });
            return false;
        }
        Set<Integer> going = new HashSet<>();
        for (int number = 0; number < ids.size(); number++) {
            if (members.containsKey(ids.get(number))) {
                going.add(number);
            }
        }
        if (going.isEmpty()) {
            return false;
        }
        Optional<Rest> rest = going.size() == ids.size() ? Optional.empty() : Optional.of(rest(container, going));
        desk.transactions().write(connection -> {
            goes(connection, container, going, rest);
            return null;
        });
        remove(container.place());
        return true;
    }

    /** What stays of a container. */
    private record Rest(Container container, ContainerWriter.Filed filed) {}

    private Rest rest(Container container, Set<Integer> going) throws IOException {
        Instant now = desk.clock().instant();
        Container into = Filing.begin(desk, place, run, container.rule(), now);
        ContainerWriter.Filed filed =
                new Excerpt(place.medium(), place.key()).write(container.place(), into.place(), now, going);
        return new Rest(into, filed);
    }

    private void goes(Connection connection, Container container, Set<Integer> going, Optional<Rest> rest)
            throws SQLException {
        List<Line> gone = new ArrayList<>();
        List<Archived> stay = new ArrayList<>();
        for (Archived one : desk.shelf().lines(connection, container.id())) {
            Member member = members.get(one.id());
            if (member != null) {
                gone.add(new Line(one.seq(), one.id(), member.sentAt(), container.id(), one.hash()));
            } else {
                int number = one.number()
                        - (int) going.stream().filter(n -> n < one.number()).count();
                stay.add(new Archived(
                        one.seq(), one.id(), rest.orElseThrow().container().id(), number, one.hash(), one.at()));
            }
        }
        check.check(
                connection,
                gone.stream().map(Line::seq).toList(),
                gone.stream().map(Line::id).toList());
        Set<Long> there = CertificateShelf.among(
                connection, disposal.certificate(), gone.stream().map(Line::seq).toList());
        gone.removeIf(line -> there.contains(line.seq()));
        certificates.add(
                connection,
                disposal.certificate(),
                run,
                new Grounds(0, disposal.month(), "", disposal.reason()),
                gone,
                desk.clock().instant());
        desk.shelf().gone(connection, container.id());
        if (rest.isPresent()) {
            ContainerWriter.Filed filed = rest.get().filed();
            desk.shelf()
                    .kept(
                            connection,
                            rest.get().container().id(),
                            stay,
                            filed.bytes(),
                            filed.hash(),
                            desk.clock().instant());
        }
        certificates.name(
                connection,
                disposal.certificate(),
                new Place("container", container.place(), true, container.hash(), going.size()));
        desk.audit()
                .note(
                        connection,
                        Deed.done(
                                        Doer.HUB,
                                        "keeping.thin",
                                        new Thing("container", Integer.toString(container.id()), container.place()))
                                .changing(
                                        going.size() + " messages",
                                        rest.map(other -> "the rest in "
                                                        + other.container().place() + "\nmanifest sha256 "
                                                        + other.filed().hash())
                                                .orElse("")));
    }
}
