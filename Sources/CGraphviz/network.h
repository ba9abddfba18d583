#ifndef BATON_CGRAPHVIZ_NETWORK_H
#define BATON_CGRAPHVIZ_NETWORK_H

#include "shim.h"

/// A network that dot has laid out whole: places of nodes and labels, and the curves between them, in points; y grows
/// upwards. Nodes and edges are known by their number. To be released with `baton_network_free`.
typedef struct {
    Agraph_t *graph;
    Agnode_t **nodes;
    Agedge_t **edges;
} baton_network;

static inline void baton_network_free(baton_network *network) {
    if (!network) return;
    if (network->graph) {
        gvFreeLayout(baton_graphviz_context(), network->graph);
        agclose(network->graph);
    }
    free(network->nodes);
    free(network->edges);
    free(network);
}

/// Lays out `nodes` boxes of the sizes given, and `edges` with a label each. With `down` the ranks lie below each other, else
/// beside each other. NULL where Graphviz failed.
static inline baton_network *baton_network_make(
    int nodes, const double *width, const double *height, int edges, const int *from, const int *to,
    const double *label_width, const double *label_height, int down) {
    GVC_t *context = baton_graphviz_context();
    if (!context || nodes <= 0) return NULL;
    baton_network *network = (baton_network *)calloc(1, sizeof(baton_network));
    if (!network) return NULL;
    network->nodes = (Agnode_t **)calloc((size_t)nodes, sizeof(Agnode_t *));
    network->edges = (Agedge_t **)calloc((size_t)(edges > 0 ? edges : 1), sizeof(Agedge_t *));
    char graph_name[] = "functions";
    network->graph = agopen(graph_name, Agdirected, NULL);
    if (!network->graph || !network->nodes || !network->edges) {
        if (network->graph) agclose(network->graph);
        network->graph = NULL;
        baton_network_free(network);
        return NULL;
    }
    Agraph_t *graph = network->graph;
    char blank[] = "", label[] = "label", shape[] = "shape", box[] = "box", fixed[] = "fixedsize", yes[] = "true";
    char width_name[] = "width", height_name[] = "height", one[] = "1";
    char direction[] = "rankdir", downwards[] = "TB", rightwards[] = "LR";
    char between[] = "nodesep", apart[] = "ranksep", narrow[] = "0.45", wide[] = "0.42";
    agattr(graph, AGRAPH, direction, down ? downwards : rightwards);
    // How long dot may look for a better order and better places: a tangle must not take for ever.
    char order_limit[] = "mclimit", rank_limit[] = "nslimit1", place_limit[] = "nslimit", half[] = "0.5", two[] = "2";
    agattr(graph, AGRAPH, order_limit, half);
    agattr(graph, AGRAPH, rank_limit, two);
    agattr(graph, AGRAPH, place_limit, two);
    agattr(graph, AGRAPH, between, narrow);
    agattr(graph, AGRAPH, apart, wide);
    agattr(graph, AGNODE, label, blank);
    agattr(graph, AGNODE, shape, box);
    agattr(graph, AGNODE, fixed, yes);
    Agsym_t *widths = agattr(graph, AGNODE, width_name, one);
    Agsym_t *heights = agattr(graph, AGNODE, height_name, one);
    Agsym_t *labels = agattr(graph, AGEDGE, label, blank);
    int failed = 0;
    char text[256];
    for (int i = 0; !failed && i < nodes; i++) {
        snprintf(text, sizeof text, "%d", i);
        network->nodes[i] = agnode(graph, text, 1);
        failed = network->nodes[i] == NULL;
        if (failed) break;
        snprintf(text, sizeof text, "%.4f", width[i] / 72);
        agxset(network->nodes[i], widths, text);
        snprintf(text, sizeof text, "%.4f", height[i] / 72);
        agxset(network->nodes[i], heights, text);
    }
    for (int i = 0; !failed && i < edges; i++) {
        network->edges[i] = agedge(graph, network->nodes[from[i]], network->nodes[to[i]], NULL, 1);
        failed = network->edges[i] == NULL;
        if (failed) break;
        // An empty table of a fixed size keeps the room for words that Graphviz never sees.
        snprintf(
            text, sizeof text,
            "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"%d\">"
            "<TR><TD></TD></TR></TABLE>", (int)label_width[i], (int)label_height[i]);
        agxset(network->edges[i], labels, agstrdup_html(graph, text));
    }
    char engine[] = "dot";
    if (failed || gvLayout(context, graph, engine) != 0) {
        baton_network_free(network);
        return NULL;
    }
    return network;
}

static inline void baton_network_size(const baton_network *network, double *width, double *height) {
    *width = GD_bb(network->graph).UR.x;
    *height = GD_bb(network->graph).UR.y;
}

static inline void baton_network_node(const baton_network *network, int node, double *x, double *y) {
    *x = ND_coord(network->nodes[node]).x;
    *y = ND_coord(network->nodes[node]).y;
}

/// The middle of an edge's label; 0 where it has none.
static inline int baton_network_label(const baton_network *network, int edge, double *x, double *y) {
    textlabel_t *label = ED_label(network->edges[edge]);
    if (!label) return 0;
    *x = label->pos.x;
    *y = label->pos.y;
    return 1;
}

/// How many points the curve of an edge has: a first one, then three for each Bézier piece; 0 where there is no curve.
static inline int baton_network_points(const baton_network *network, int edge) {
    splines *curve = ED_spl(network->edges[edge]);
    return curve && curve->size > 0 ? curve->list[0].size : 0;
}

static inline void baton_network_point(const baton_network *network, int edge, int index, double *x, double *y) {
    pointf point = ED_spl(network->edges[edge])->list[0].list[index];
    *x = point.x;
    *y = point.y;
}

/// Where the arrow of an edge ends; 0 where it has none.
static inline int baton_network_tip(const baton_network *network, int edge, double *x, double *y) {
    splines *curve = ED_spl(network->edges[edge]);
    if (!curve || curve->size <= 0 || !curve->list[0].eflag) return 0;
    *x = curve->list[0].ep.x;
    *y = curve->list[0].ep.y;
    return 1;
}

#endif
