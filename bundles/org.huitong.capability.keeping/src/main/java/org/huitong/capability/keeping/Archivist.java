// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.huitong.api.audit.Audit;
import org.huitong.api.clock.Clock;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Vault;
import org.huitong.capability.keeping.Filing.Desk;
import org.huitong.capability.keeping.archive.FolderMedium;
import org.huitong.capability.keeping.archive.Medium;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Who puts messages into archives and destroys them, with all that is needed for it. */
@Component(service = Archivist.class, configurationPid = KeepingConfig.PID)
public final class Archivist {
    private final Desk desk;
    private final CertificateShelf certificates;
    private final Claims claims;
    private final Vault vault;
    private final ArchivePlace place;
    private final ReadingRoom room;
    private final Semaphore turn = new Semaphore(1);

    @Activate
    public Archivist(
            @Reference Transactions transactions,
            @Reference ContainerShelf containers,
            @Reference CertificateShelf certificates,
            @Reference Register register,
            @Reference Claims claims,
            @Reference Keeping keeping,
            @Reference KeptFiles files,
            @Reference Vault vault,
            @Reference Audit audit,
            @Reference Clock clock,
            KeepingConfig config) {
        this(
                new Desk(transactions, containers, register, keeping, files, audit, clock),
                certificates,
                claims,
                vault,
                Optional.of(config.path().strip())
                        .filter(path -> !path.isEmpty())
                        .map(path -> new FolderMedium(Path.of(path))));
    }

    Archivist(Desk desk, CertificateShelf certificates, Claims claims, Vault vault, Optional<Medium> medium) {
        this.desk = desk;
        this.certificates = certificates;
        this.claims = claims;
        this.vault = vault;
        this.place = new ArchivePlace(desk.transactions(), vault, desk.audit(), desk.clock(), medium);
        this.room = new ReadingRoom(place::state);
    }

    @Deactivate
    void close() {
        room.close();
    }

    Desk desk() {
        return desk;
    }

    CertificateShelf certificates() {
        return certificates;
    }

    Claims claims() {
        return claims;
    }

    ArchivePlace place() {
        return place;
    }

    /** Where somebody who waits looks at the archive. */
    ReadingRoom room() {
        return room;
    }

    /** Who archives and destroys has it: one at a time. */
    Semaphore turn() {
        return turn;
    }

    /** A fingerprint of what is destroyed and archived nowhere, that only this hub's keys can make. */
    byte[] print(byte[] line) {
        return vault.fingerprint("destroyed", line);
    }

    Shredding shredding(
            Optional<ArchivePlace.State.Ready> ready, Plan plan, Plan.Part part, String run, String number) {
        return new Shredding(desk, certificates, claims, vault, ready, plan, part, run, number);
    }
}
