#ifndef BATON_CGRAPHVIZ_SHIM_H
#define BATON_CGRAPHVIZ_SHIM_H

#include <graphviz/gvc.h>
#include <stdio.h>

extern gvplugin_library_t gvplugin_dot_layout_LTX_library;
extern gvplugin_library_t gvplugin_core_LTX_library;

/// The one Graphviz context of the program, with the dot layout and the core linked in and the
/// search for plugins at run time switched off. Graphviz keeps globals: callers hold a lock.
static inline GVC_t *baton_graphviz_context(void) {
    static GVC_t *context = NULL;
    static lt_symlist_t builtins[3];
    if (!context) {
        builtins[0].name = "gvplugin_dot_layout_LTX_library";
        builtins[0].address = &gvplugin_dot_layout_LTX_library;
        builtins[1].name = "gvplugin_core_LTX_library";
        builtins[1].address = &gvplugin_core_LTX_library;
        builtins[2].name = NULL;
        builtins[2].address = NULL;
        agseterr(AGMAX);
        context = gvContextPlugins(builtins, 0);
    }
    return context;
}

/// Runs the first phase of dot (ranks) over an acyclic graph of `nodes` nodes, which are named by
/// their number, and writes each one's rank (0 and up). Returns 0, or -1 where Graphviz failed.
static inline int baton_ranks(int nodes, int edges, const int *from, const int *to, const int *weight, int *rank) {
    GVC_t *context = baton_graphviz_context();
    if (!context || nodes <= 0) return -1;
    char graph_name[] = "g", blank[] = "", label[] = "label", phase[] = "phase", one[] = "1", weight_name[] = "weight";
    char splines[] = "splines", none[] = "none", newrank[] = "newrank", yes[] = "true";
    Agraph_t *graph = agopen(graph_name, Agdirected, NULL);
    if (!graph) return -1;
    agattr(graph, AGRAPH, phase, one);
    agattr(graph, AGRAPH, splines, none);
    // The newer ranking solves the whole graph at once, which on large ones is ten times as fast.
    agattr(graph, AGRAPH, newrank, yes);
    agattr(graph, AGNODE, label, blank);
    Agsym_t *weights = agattr(graph, AGEDGE, weight_name, one);
    Agnode_t **made = (Agnode_t **)calloc((size_t)nodes, sizeof(Agnode_t *));
    int failed = made == NULL;
    for (int i = 0; !failed && i < nodes; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", i);
        made[i] = agnode(graph, name, 1);
        failed = made[i] == NULL;
    }
    for (int i = 0; !failed && i < edges; i++) {
        Agedge_t *edge = agedge(graph, made[from[i]], made[to[i]], NULL, 1);
        failed = edge == NULL;
        if (!failed && weight[i] != 1) {
            char value[16];
            snprintf(value, sizeof value, "%d", weight[i]);
            agxset(edge, weights, value);
        }
    }
    if (!failed) {
        char engine[] = "dot";
        failed = gvLayout(context, graph, engine) != 0;
        for (int i = 0; !failed && i < nodes; i++) rank[i] = ND_rank(made[i]);
        gvFreeLayout(context, graph);
    }
    free(made);
    agclose(graph);
    return failed ? -1 : 0;
}

#endif
