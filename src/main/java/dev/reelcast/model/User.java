package dev.reelcast.model;

import java.time.Instant;
import java.util.UUID;

/**
 * Someone who signs in.
 *
 * @param id never reused
 * @param email unique without regard to case
 * @param name as it is shown
 * @param role what they may see
 * @param disabled whether they may no longer sign in
 * @param createdAt when the row was made
 */
public record User(UUID id, String email, String name, Role role, boolean disabled, Instant createdAt) {

    /** On whose behalf this user acts: their own. */
    public Viewer viewer() {
        return new Viewer(id, role);
    }
}
