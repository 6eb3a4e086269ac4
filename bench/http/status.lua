-- wrk: the status of a random document, and the result as one line of JSON.
local count, path = tonumber(os.getenv("BENCH_DOCUMENTS")), os.getenv("BENCH_PATH")

function init()
    math.randomseed(os.time())
    wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY")
end

function request()
    return wrk.format("GET", string.format(path, math.random(count)))
end

function done(summary, latency)
    local e = summary.errors
    print(string.format('RESULT {"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"errors":%d}',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        e.connect + e.read + e.write + e.status + e.timeout))
end
