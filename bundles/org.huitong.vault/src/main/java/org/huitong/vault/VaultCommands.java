// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.io.UncheckedIOException;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's commands {@code vault:*}. Who has the shell has the machine, and the files of the keys with it. */
@Component(
        service = VaultCommands.class,
        property = {"osgi.command.scope=vault", "osgi.command.function=renew"})
public final class VaultCommands {
    private final MasterKey master;
    private final Audit audit;

    @Activate
    public VaultCommands(@Reference MasterKey master, @Reference Audit audit) {
        this.master = master;
        this.audit = audit;
    }

    /** Wraps all keys anew. */
    public String renew() {
        Thing keys = Thing.of("master-key");
        int wrapped;
        try {
            wrapped = master.renew();
        } catch (UncheckedIOException e) {
            audit.note(Deed.failed(Doer.SHELL, "vault.renew", keys));
            return "Nothing is lost, and it may be tried again: " + e.getMessage() + " / 密钥没有丢失，可以再试。";
        }
        audit.note(Deed.done(Doer.SHELL, "vault.renew", keys).changing("", wrapped + " keys"));
        return wrapped
                + " keys are under a new master key. Copy vault.p12 and vault.pass anew, and destroy older copies: they"
                + " open still. / " + wrapped + " 个密钥已换用新的主密钥。请重新备份 vault.p12 和 vault.pass，并销毁旧副本：旧副本仍能打开。";
    }
}
