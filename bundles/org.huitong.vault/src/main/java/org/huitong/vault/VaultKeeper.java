// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Check;
import org.huitong.api.vault.PeriodKeys;
import org.huitong.api.vault.Secrets;
import org.huitong.api.vault.Vault;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the keys and offers the vault. Where the keys cannot be those of the data there is no vault, so that nothing is
 * written that could not be read together with the rest, and {@code /health} says why.
 */
@Component(configurationPid = "org.huitong.vault", service = Check.class, immediate = true)
@Designate(ocd = VaultConfig.class)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"org.huitong.api.vault.Vault\"")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"org.huitong.api.vault.Secrets\"")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"org.huitong.api.vault.PeriodKeys\"")
public final class VaultKeeper implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(VaultKeeper.class);
    private final List<ServiceRegistration<?>> offered = new ArrayList<>();
    private final Supplier<Result> state;
    private final Consumer<VaultConfig> chooser;

    @Activate
    public VaultKeeper(BundleContext context, VaultConfig config, @Reference Clock clock) {
        Path home = folder(context, "huitong.home", Path.of(""));
        Path data = folder(context, "huitong.data", home.resolve("data"));
        Path keys = folder(context, "huitong.keys", home.resolve("keys"));
        Supplier<Result> found;
        Consumer<VaultConfig> choice = chosen -> {};
        try {
            KeyRing ring = open(data, keys);
            Seals seals = new Seals(ring, new KeyRingVault(ring, clock));
            seals.choose(config);
            offered.add(context.registerService(Vault.class, seals.vault(), new Hashtable<>()));
            offered.add(context.registerService(Secrets.class, new SealedSecrets(seals.vault()), new Hashtable<>()));
            offered.add(context.registerService(PeriodKeys.class, new PastKeys(ring, clock), new Hashtable<>()));
            offered.add(context.registerService(MasterKey.class, ring, new Hashtable<>()));
            found = seals::state;
            choice = seals::choose;
        } catch (IllegalStateException | UncheckedIOException e) {
            LOG.error("The hub cannot start without its keys: {}", e.getMessage());
            Result down = Result.down(e.getMessage());
            found = () -> down;
        }
        state = found;
        chooser = choice;
    }

    /** While the hub runs: nothing that was sealed is touched. */
    @Modified
    void choose(VaultConfig config) {
        chooser.accept(config);
    }

    private static Path folder(BundleContext context, String property, Path otherwise) {
        String value = context.getProperty(property);
        return (value == null ? otherwise : Path.of(value)).toAbsolutePath().normalize();
    }

    static KeyRing open(Path data, Path keys) {
        if (keys.startsWith(data)) {
            throw new IllegalStateException("The keys would lie inside the data, in " + keys
                    + ", and in every backup of it. Set HUITONG_KEYS to another folder.");
        }
        Path mark = data.resolve("vault.id");
        try {
            boolean locked = Files.exists(mark) || Files.exists(data.resolve("store"));
            KeyRing ring = KeyRing.open(keys, locked);
            if (!Files.exists(mark)) {
                Files.createDirectories(data);
                KeyFiles.replace(mark, (ring.identity() + "\n").getBytes(StandardCharsets.US_ASCII));
            } else if (!Files.readString(mark).strip().equals(ring.identity())) {
                throw new IllegalStateException("The keys in " + keys + " are not those of the data in " + data
                        + ". Restore the keys that belong to it.");
            }
            return ring;
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + data + " cannot be used: " + KeyFiles.why(e), e);
        }
    }

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public Result result() {
        return state.get();
    }

    @Deactivate
    void close() {
        offered.forEach(ServiceRegistration::unregister);
    }
}
