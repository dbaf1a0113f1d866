#ifndef SLUICE_CLIBGIT2_SHIM_H
#define SLUICE_CLIBGIT2_SHIM_H

#include <stdlib.h>
#include <git2.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

/* Swift cannot call variadic C functions: one typed wrapper for each option that Sluice sets. */
static inline int sluice_git_set_owner_validation(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}
static inline int sluice_git_set_strict_hash_verification(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}
static inline int sluice_git_set_tree_cache_limit(size_t size) {
    return git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, size);
}

/* Swift does not see initializers that are macros. */
static inline git_email_create_options sluice_git_email_options(void) {
    git_email_create_options options = GIT_EMAIL_CREATE_OPTIONS_INIT;
    options.flags = GIT_EMAIL_CREATE_NO_RENAMES;
    options.diff_opts.flags |= GIT_DIFF_SHOW_BINARY | GIT_DIFF_DISABLE_PATHSPEC_MATCH;
    options.diff_opts.id_abbrev = GIT_OID_HEXSZ;
    return options;
}

/* The extensions of repository format 1 that change nothing about how Sluice reads. */
static inline int sluice_git_admit_extensions(void) {
    const char *names[] = {"partialclone", "worktreeconfig", "preciousobjects", "relativeworktrees"};
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, sizeof(names) / sizeof(names[0]));
}

/* An object database backend that only counts: it declines every read, so that the next backend answers. */
typedef struct {
    git_odb_backend parent;
    uint64_t *reads;
} sluice_git_counter;

static inline int sluice_git_count_read(
    void **data, size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id) {
    (void)data, (void)size, (void)type, (void)id;
    ++*((sluice_git_counter *)backend)->reads;
    return GIT_PASSTHROUGH;
}

static inline void sluice_git_free_counter(git_odb_backend *backend) { free(backend); }

/* Counts objects read from `database` in `*reads`, which must outlive the database. */
static inline int sluice_git_add_counter(git_odb *database, uint64_t *reads) {
    sluice_git_counter *counter = calloc(1, sizeof(*counter));
    if (!counter) return GIT_ERROR;
    git_odb_init_backend(&counter->parent, GIT_ODB_BACKEND_VERSION);
    counter->parent.read = sluice_git_count_read;
    counter->parent.free = sluice_git_free_counter;
    counter->reads = reads;
    return git_odb_add_backend(database, &counter->parent, 1000);
}

/* Keeps everything that is written to `database` in memory: the repository on disk stays as it is. */
static inline int sluice_git_write_to_memory(git_odb *database) {
    git_odb_backend *memory = NULL;
    int status = git_mempack_new(&memory);
    return status ? status : git_odb_add_backend(database, memory, 999);
}

#endif
