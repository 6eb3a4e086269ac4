// GET /documents/{id}/status in Express: a cluster of BENCH_WORKERS processes, each with a pool of connections.
'use strict';
const cluster = require('cluster');
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const workers = Number(process.env.BENCH_WORKERS);
if (cluster.isPrimary) {
    for (let i = 0; i < workers; i++) cluster.fork();
} else {
    serve();
}

function serve() {
    const express = require('express');
    const database = require('mysql').createPool({
        socketPath: process.env.BENCH_DB_SOCKET, user: 'bench', database: 'docket', charset: 'utf8mb4', timezone: 'Z',
    });
    const [keySQL, documentSQL] = ['key.sql', 'document.sql'].map(
        (name) => fs.readFileSync(path.join(__dirname, name), 'utf8'));
    const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    const app = express();
    app.disable('x-powered-by');
    app.disable('etag');

    app.get('/documents/:id/status', (request, response, next) => {
        response.set('Cache-Control', 'no-store');
        const bearer = /^Bearer (.+)$/i.exec(request.get('Authorization') || '');
        if (!bearer) return response.status(401).json({ code: 'key_missing' });
        const id = request.params.id;
        if (!uuid.test(id)) return response.status(404).json({ code: 'not_found' });
        const hash = crypto.createHash('sha256').update(bearer[1]).digest('hex');
        database.query(keySQL, [hash], (error, tenants) => {
            if (error) return next(error);
            if (!tenants.length) return response.status(401).json({ code: 'key_invalid' });
            database.query(documentSQL, [tenants[0].tenant_id, id], (error, documents) => {
                if (error) return next(error);
                if (!documents.length) return response.status(404).json({ code: 'document_unknown' });
                response.json(progress(id, documents[0]));
            });
        });
    });
    app.listen(process.env.BENCH_SOCKET);
}

function progress(id, row) {
    return {
        document_id: id,
        status: row.status,
        status_name: row.status_name,
        status_description: row.status_description,
        progress: {
            current_step: row.step_number,
            total_steps: row.total_steps,
            percentage: Math.floor(row.step_number * 100 / Math.max(1, row.total_steps)),
        },
        quality_score: row.quality_score === null ? null : Number(row.quality_score),
        needs_review: Boolean(row.needs_review),
        error: row.error_code === null ? null : { code: row.error_code, detail: row.error_detail },
        created_at: row.created_at.toISOString(),
        last_update: row.updated_at.toISOString(),
    };
}
