// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.access.Asker;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.file.FileDoor;
import org.huitong.api.file.HeldFile;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.huitong.api.work.Approvable;
import org.huitong.api.work.Approvals;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.util.converter.Converters;

/** Where files are handed on, with all that is real about it but who approves and where files lie. */
final class Office implements AutoCloseable {
    static final byte[] BYTES = "%PDF 报价".getBytes();
    static final Message SAID = Messages.text("n1", "附件");
    static final MessageId MESSAGE = SAID.id();

    final OwnStore store;
    final TestClock clock = new TestClock();
    final HeardOutbox outbox = new HeardOutbox();
    final HeardAudit audit = new HeardAudit();
    final Drawer files = new Drawer();
    final Heads heads = new Heads();
    final GivenRights rights = new GivenRights()
            .give("li", TransfersResource.TRANSFER)
            .give("boss", TransfersResource.TRANSFER)
            .give("guard", TransfersResource.MANAGE);
    final TransferShelf shelf;
    final TransferDesk desk;
    final TransfersResource resource;
    final TiersResource tiers;

    Office(OwnStore store) {
        this.store = store.migrate("files");
        RoleHolders holders = new Executives();
        shelf = new TransferShelf(store, DerbyStore.schema("files"), new OneKeyVault());
        TierShelf rules = new TierShelf(store, DerbyStore.schema("files"));
        desk = new TransferDesk(
                shelf,
                rules,
                files,
                Group::roster,
                holders,
                outbox,
                null,
                rights,
                audit,
                clock,
                Converters.standardConverter().convert(Map.of()).to(FilesConfig.class));
        desk.approvals = new Lent(heads);
        resource = new TransfersResource(desk, shelf, Group::roster, rights, clock);
        tiers = new TiersResource(rules, desk, holders, audit, clock);
    }

    TransferJson one(String id, String by) {
        return resource.one(id, caller(by));
    }

    TransferJson.Page list(String box, String by) {
        return resource.list(box, null, caller(by));
    }

    /** The head says yes to what was asked last. */
    Approvable.Outcome approve() {
        Approvals.Request request = heads.asked.get(heads.asked.size() - 1);
        ApprovedTransfers approved = new ApprovedTransfers(shelf, desk, rights);
        return store.write(connection -> approved.carryOut(connection, request.argument(), request.by()));
    }

    @Override
    public void close() {
        store.close();
    }

    /** The one role that is known here. */
    private static final class Executives implements RoleHolders {
        @Override
        public List<String> of(String role, Optional<String> department) {
            return role.equals("executive") ? List.of("boss") : List.of();
        }

        @Override
        public LocalText name(String role) {
            return role.equals("executive") ? LocalText.of("集团领导", "Executive") : RoleHolders.super.name(role);
        }
    }

    /** The heads, as the framework lends them. */
    private record Lent(Approvals heads) implements ComponentServiceObjects<Approvals> {
        @Override
        public Approvals getService() {
            return heads;
        }

        @Override
        public void ungetService(Approvals service) {}

        @Override
        public ServiceReference<Approvals> getServiceReference() {
            throw new UnsupportedOperationException();
        }
    }

    /** Two files that were put in, and two of messages. */
    static final class Drawer implements FileDoor {
        final Map<String, Instant> needs = new ConcurrentHashMap<>();

        @Override
        public Sought find(Asker asker, String file) {
            return switch (file) {
                case "up" -> here(Optional.empty(), Secrecy.INTERNAL);
                case "msg" -> here(Optional.of(MESSAGE), Secrecy.INTERNAL);
                case "copy" -> here(Optional.empty(), Secrecy.CONFIDENTIAL);
                case "core" -> here(Optional.of(TransferContract.message(2)), Secrecy.CONFIDENTIAL);
                default -> new Unknown();
            };
        }

        private static Here here(Optional<MessageId> message, Secrecy secrecy) {
            return new Here(new HeldFile(
                    "t/own", "报价.pdf", "application/pdf", BYTES.length, "ab".repeat(32), message, secrecy));
        }

        @Override
        public InputStream open(String ticket) {
            return new ByteArrayInputStream(BYTES);
        }

        @Override
        public void keep(Connection transaction, String ticket, String by, Instant until) {
            needs.put(by, until);
        }

        @Override
        public void letGo(Connection transaction, String ticket, String by) {
            needs.remove(by);
        }
    }

    /** Takes down what is asked, and says what is to be said of it. */
    static final class Heads implements Approvals {
        final List<Request> asked = new ArrayList<>();
        volatile String verdict = "waiting";

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public List<String> chain() {
            return List.of("it-head");
        }

        @Override
        public Optional<LocalText> hindrance() {
            return Optional.empty();
        }

        @Override
        public String ask(Connection transaction, Request request) throws SQLException {
            asked.add(request);
            return "a" + asked.size();
        }

        @Override
        public Optional<String> state(String approval) {
            return Optional.of(verdict);
        }
    }

    static SecurityContext caller(String account) {
        Asker asker = new Asker(account, account, account.equals("guard") ? Optional.empty() : Optional.of(account));
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return asker;
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public boolean isSecure() {
                return true;
            }

            @Override
            public String getAuthenticationScheme() {
                return "test";
            }
        };
    }
}
