// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.kit.edition.NumberedKey;
import org.huitong.kit.filter.FilterJson;

/** A hold as it stands from one version on. Why it is there is sealed. */
@Entity
@IdClass(NumberedKey.class)
@Table(name = "keeping_hold")
public class HoldEntity {
    private static final String KEY_CLASS = "keeping";
    private static final byte[] CONTEXT = "keeping hold".getBytes(StandardCharsets.US_ASCII);

    @Id
    private long id;

    @Id
    private int version;

    private boolean gone;
    private String name;
    private String filter;

    @Column(name = "until_at")
    private Long until;

    @Column(name = "seal_key")
    private String sealKey;

    @Column(name = "seal_wrapped")
    private byte[] sealWrapped;

    @Column(name = "seal_text")
    private byte[] sealText;

    protected HoldEntity() {}

    static HoldEntity of(Hold hold, boolean gone, Vault vault) {
        HoldEntity entity = new HoldEntity();
        entity.id = hold.id();
        entity.version = hold.version();
        entity.gone = gone;
        entity.name = hold.name();
        entity.filter = FilterJson.write(hold.filter());
        entity.until = hold.until().map(Instant::toEpochMilli).orElse(null);
        Sealed sealed = vault.seal(KEY_CLASS, hold.reason().getBytes(StandardCharsets.UTF_8), CONTEXT);
        entity.sealKey = sealed.key();
        entity.sealWrapped = sealed.wrapped();
        entity.sealText = sealed.text();
        return entity;
    }

    Hold hold(Vault vault) {
        byte[] reason = vault.open(new Sealed(sealKey, sealWrapped, sealText), CONTEXT);
        return new Hold(
                id,
                version,
                name,
                FilterText.kept(filter),
                new String(reason, StandardCharsets.UTF_8),
                Optional.ofNullable(until).map(Instant::ofEpochMilli));
    }

    boolean gone() {
        return gone;
    }
}
