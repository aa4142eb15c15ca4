package dev.beckon.app.planted.web;

import org.apache.lucene.search.IndexSearcher;

/** The index outside …Lucene. */
record SearchService(IndexSearcher searcher) {}
